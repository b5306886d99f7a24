import { UUID } from "@lumino/coreutils";
import { element } from "../viewer/dom.ts";
import { GridHead, type GridHeadEvents } from "./gridHead.ts";
import { listenToGrid } from "./gridInput.ts";
import { cellOf, isNumeric, type ResultTable, textOf, titleOf } from "./resultTable.ts";
import type { Sorting } from "./rowOrder.ts";
import type { Selection } from "./selection.ts";
import { contentHeight, rowWindow, scrollTo } from "./window.ts";

const rowHeight = 24;
const headHeight = 56;
/** Room for a horizontal scroll bar. */
const scrollBar = 18;
/** Rows that are looked at for the width of a column. */
const sampled = 200;

/** A table of any length: only rows that are seen are on the page. Rows are chosen with pointer or keys. */
export class Grid {
  readonly node: HTMLElement;
  readonly head: GridHead;
  readonly #body = element("div", { class: "titer-grid-body", role: "rowgroup" });
  readonly #selection: Selection;
  readonly #resized: ResizeObserver;
  readonly #id = `titer-grid-${UUID.uuid4()}`;
  #table: ResultTable | null = null;
  #rows: Uint32Array = new Uint32Array();
  #cursor = { row: 0, column: 0 };
  #frame = 0;

  /** @param activate - called for a row that shall be shown in the viewer */
  constructor(selection: Selection, events: GridHeadEvents, activate: (row: number) => void) {
    this.#selection = selection;
    this.head = new GridHead(events);
    this.node = element("div", { class: "titer-grid", role: "grid", tabindex: 0, "aria-multiselectable": "true" });
    this.node.append(this.head.node, this.#body);
    this.node.dataset.lmSuppressShortcuts = "true";
    this.node.addEventListener("scroll", this.#later);
    this.#resized = new ResizeObserver(this.#later);
    this.#resized.observe(this.node);
    selection.changed.connect(this.#selected, this);
    listenToGrid(this, selection, activate);
  }

  /** Rows of the table in the order shown. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  /** Place of the cell that keys act on, in the order shown. */
  get cursor(): { readonly row: number; readonly column: number } {
    return this.#cursor;
  }

  /** How many rows fit on the screen. */
  get page(): number {
    return Math.max(1, Math.floor(this.#viewHeight / rowHeight));
  }

  get columnCount(): number {
    return this.#table?.columns.length ?? 0;
  }

  /** Another table. */
  show(table: ResultTable): void {
    this.#table = table;
    this.node.setAttribute("aria-label", table.title === "" ? "Table" : table.title);
    this.node.setAttribute("aria-colcount", String(table.columns.length));
    this.node.style.setProperty(
      "--titer-columns",
      table.columns.map((_, i) => `${this.#widthOf(table, i)}px`).join(" "),
    );
    const height = headHeight + contentHeight(table.length, rowHeight) + scrollBar;
    this.node.style.setProperty("--titer-height", `${height}px`);
    this.head.show(table);
    this.#cursor = { row: 0, column: 0 };
  }

  /** Other rows of the same table, or in another order. */
  order(rows: Uint32Array, sorting: Sorting | null): void {
    const { active } = this.#selection;
    this.#rows = rows;
    this.head.mark(sorting);
    this.node.setAttribute("aria-rowcount", String(rows.length + 2));
    this.#body.style.height = `${contentHeight(rows.length, rowHeight)}px`;
    const place = active === null ? -1 : rows.indexOf(active);
    this.moveTo(Math.max(0, place), this.#cursor.column);
    this.#draw();
  }

  /** Moves the cursor and brings it into view. */
  moveTo(row: number, column: number): void {
    this.#cursor = {
      row: Math.max(0, Math.min(this.#rows.length - 1, row)),
      column: Math.max(0, Math.min(this.columnCount - 1, column)),
    };
    const { node } = this;
    node.scrollTop = scrollTo(this.#cursor.row, node.scrollTop, this.#viewHeight, this.#rows.length, rowHeight);
    this.#draw();
    node.querySelector(".titer-cursor")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The place, in the order shown, of the row under an element of the page; null between rows. */
  placeOf(target: EventTarget | null): { readonly row: number; readonly column: number } | null {
    const cell = target instanceof Element ? target.closest<HTMLElement>(".titer-grid-body .titer-grid-cell") : null;
    const row = Number(cell?.parentElement?.dataset.place ?? Number.NaN);
    return cell === null || Number.isNaN(row) ? null : { row, column: Number(cell.dataset.column) };
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#selection.changed.disconnect(this.#selected, this);
  }

  get #viewHeight(): number {
    return Math.max(rowHeight, this.node.clientHeight - headHeight);
  }

  readonly #later = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  };

  #selected(_: unknown, by: unknown): void {
    const { active } = this.#selection;
    const place = by === this || active === null ? -1 : this.#rows.indexOf(active);
    if (place >= 0) this.moveTo(place, this.#cursor.column);
    else this.#draw();
  }

  #draw(): void {
    if (this.#table === null || this.node.clientHeight === 0) return; // hidden, for a moment when the theme changes
    const { first, end, top } = rowWindow(this.node.scrollTop, this.#viewHeight, this.#rows.length, rowHeight);
    const shown = this.#body.children as HTMLCollectionOf<HTMLElement>; // we put nothing else there
    const columns = this.columnCount;
    while (shown.length > end - first) shown[shown.length - 1]!.remove();
    while (shown.length < end - first) this.#body.append(element("div", { class: "titer-grid-row", role: "row" }));
    for (let place = first; place < end; place++) {
      const node = shown[place - first]!;
      node.style.transform = `translateY(${top + (place - first) * rowHeight}px)`;
      if (node.childElementCount !== columns) node.replaceChildren(...this.#table.columns.map((_, i) => this.#cell(i)));
      this.#fill(node, this.#table, place);
    }
    this.node.setAttribute("aria-activedescendant", this.#rows.length > 0 ? `${this.#id}-cursor` : "");
  }

  #cell(column: number): HTMLElement {
    const side = isNumeric(this.#table!.columns[column]!) ? " titer-number" : "";
    return element("div", { class: `titer-grid-cell${side}`, role: "gridcell", "data-column": column });
  }

  #fill(node: HTMLElement, table: ResultTable, place: number): void {
    const row = this.#rows[place]!;
    node.dataset.place = String(place);
    node.setAttribute("aria-rowindex", String(place + 3));
    node.setAttribute("aria-selected", String(this.#selection.rows.has(row)));
    table.columns.forEach((column, i) => {
      const cell = node.children[i] as HTMLElement; // one per column was made above
      const text = textOf(cellOf(column, row));
      if (cell.textContent !== text) cell.textContent = text;
      const isCursor = place === this.#cursor.row && i === this.#cursor.column;
      cell.classList.toggle("titer-cursor", isCursor);
      if (isCursor) cell.id = `${this.#id}-cursor`;
      else cell.removeAttribute("id");
    });
  }

  /** By the longest text of the first rows; texts of a name need room for the sign of the order. */
  #widthOf(table: ResultTable, index: number): number {
    const column = table.columns[index]!;
    let longest = titleOf(column).length + 2;
    for (let row = 0; row < Math.min(sampled, table.length); row++) {
      longest = Math.max(longest, textOf(cellOf(column, row)).length);
    }
    return Math.min(320, Math.max(72, Math.ceil(longest * 7.6) + 18));
  }
}
