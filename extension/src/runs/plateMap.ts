import { element, setText } from "../viewer/dom.ts";
import { positionOf, rowName, wellSentence } from "./format.ts";
import type { Well } from "./parse.ts";
import type { WellsView } from "./wellRows.ts";

/**
 * The wells of a run in the places they have on the plate, each filled as far as it got; a line below tells about the well
 * under the pointer or the keyboard. Null when a name has no place on a plate.
 */
export function plateMap(wells: readonly Well[]): WellsView | null {
  const positions = wells.map((well) => positionOf(well.well));
  if (positions.some((position) => position === null)) return null;
  const places = positions.filter((position) => position !== null);
  const rows = range(places.map(({ row }) => row));
  const columns = range(places.map(({ column }) => column));
  const grid = element("div", { class: "titer-map", role: "group", "aria-label": "Wells" });
  grid.style.gridTemplateColumns = `auto repeat(${columns.length}, minmax(10px, 26px))`;
  const detail = element("p", { class: "titer-map-detail", "aria-live": "polite" }, hint);
  grid.append(...columns.map((column, i) => label(String(column), 1, i + 2)));
  grid.append(...rows.map((row, i) => label(rowName(row), i + 2, 1)));
  let current = wells;
  let told: number | null = null;
  const tell = (index: number | null) => {
    told = index;
    setText(detail, index === null ? hint : wellSentence(current[index]!));
  };
  const cells = places.map(({ row, column }, i) => {
    const fill = element("div", { class: "titer-fill" });
    const cell = element("div", { class: "titer-map-well", role: "img", tabindex: i === 0 ? 0 : -1 }, fill);
    cell.style.gridArea = `${row - rows[0]! + 2} / ${column - columns[0]! + 2}`;
    cell.addEventListener("pointerenter", () => tell(i));
    cell.addEventListener("focus", () => tell(i));
    grid.append(cell);
    return { cell, fill };
  });
  grid.addEventListener("pointerleave", () => tell(null));
  moveByArrows(
    grid,
    cells.map(({ cell }) => cell),
    places,
  );
  return {
    node: element("div", {}, grid, detail),
    update: (now) => {
      current = now;
      now.forEach((well, i) => {
        const { cell, fill } = cells[i]!;
        cell.dataset.state = well.state;
        cell.setAttribute("aria-label", wellSentence(well));
        fill.style.transform = `scaleY(${well.state === "done" ? 1 : well.progress})`;
      });
      if (told !== null) tell(told);
    },
  };
}

const hint = "Point at a well to see its step.";

/** One well of the map is in the tab order; the arrow keys go to its neighbours. */
function moveByArrows(
  grid: HTMLElement,
  cells: readonly HTMLElement[],
  places: readonly { readonly row: number; readonly column: number }[],
): void {
  grid.dataset.lmSuppressShortcuts = "true";
  const indexOf = new Map(places.map(({ row, column }, i) => [`${row} ${column}`, i]));
  grid.addEventListener("keydown", (event) => {
    const [down, right] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [];
    const from = places[cells.indexOf(event.target as HTMLElement)];
    if (down === undefined || right === undefined || from === undefined) return;
    event.preventDefault();
    const next = cells[indexOf.get(`${from.row + down} ${from.column + right}`) ?? -1];
    if (next === undefined) return;
    for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1;
    next.focus();
  });
}

function label(text: string, row: number, column: number): HTMLElement {
  const node = element("span", { class: "titer-map-label", "aria-hidden": "true" }, text);
  node.style.gridArea = `${row} / ${column}`;
  return node;
}

function range(numbers: readonly number[]): number[] {
  const first = Math.min(...numbers);
  return Array.from({ length: Math.max(...numbers) - first + 1 }, (_, i) => first + i);
}
