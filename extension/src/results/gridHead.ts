import { element } from "../viewer/dom.ts";
import { filterHint } from "./filters.ts";
import { isNumeric, type ResultColumn, type ResultTable, titleOf } from "./resultTable.ts";
import type { Sorting } from "./rowOrder.ts";

/** What the head of a grid tells its owner. */
export interface GridHeadEvents {
  readonly sort: (column: string) => void;
  readonly filter: (column: string, text: string) => void;
}

/** The two upper rows of a grid: names that sort, and fields that filter. */
export class GridHead {
  readonly node: HTMLElement = element("div", { class: "titer-grid-head", role: "rowgroup" });
  readonly #events: GridHeadEvents;
  #cells: readonly { readonly column: ResultColumn; readonly head: HTMLElement; readonly input: HTMLInputElement }[] =
    [];

  constructor(events: GridHeadEvents) {
    this.#events = events;
  }

  show(table: ResultTable): void {
    this.#cells = table.columns.map((column) => ({
      column,
      head: this.#headOf(column),
      input: this.#inputOf(column),
    }));
    const names = element("div", { class: "titer-grid-row", role: "row", "aria-rowindex": 1 });
    names.append(...this.#cells.map(({ head }) => head));
    const filters = element("div", { class: "titer-grid-row titer-grid-filters", role: "row", "aria-rowindex": 2 });
    filters.append(
      ...this.#cells.map(({ input }) => element("div", { class: "titer-grid-cell", role: "gridcell" }, input)),
    );
    this.node.replaceChildren(names, filters);
  }

  /** Marks the column by which rows are sorted. */
  mark(sorting: Sorting | null): void {
    for (const { column, head } of this.#cells) {
      head.setAttribute("aria-sort", sorting?.column === column.name ? sorting.direction : "none");
    }
  }

  /** Says what is wrong with a column's filter, or that nothing is. */
  refuse(column: string, why: string | null): void {
    const found = this.#cells.find((cell) => cell.column.name === column);
    if (found === undefined) return;
    found.input.setAttribute("aria-invalid", String(why !== null));
    found.input.title = why ?? filterHint(found.column);
  }

  clear(): void {
    for (const { column, input } of this.#cells) {
      input.value = "";
      this.refuse(column.name, null);
    }
  }

  #headOf(column: ResultColumn): HTMLElement {
    const button = element("button", { type: "button", class: "titer-grid-sort", title: column.doc }, titleOf(column));
    button.addEventListener("click", () => this.#events.sort(column.name));
    const side = isNumeric(column) ? " titer-number" : "";
    return element("div", { class: `titer-grid-cell${side}`, role: "columnheader", "aria-sort": "none" }, button);
  }

  #inputOf(column: ResultColumn): HTMLInputElement {
    const hint = filterHint(column);
    const label = `Filter ${titleOf(column)}: ${hint}`;
    const input = element("input", {
      class: "titer-grid-filter",
      "aria-label": label,
      title: hint,
      placeholder: "filter",
    });
    input.addEventListener("input", () => this.#events.filter(column.name, input.value));
    return input;
  }
}
