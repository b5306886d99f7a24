import { type ISignal, Signal } from "@lumino/signaling";
import { parseFilter, type RowTest } from "./filters.ts";
import { type Gates, rowsIn } from "./gates.ts";
import { columnOf, type ResultTable } from "./resultTable.ts";
import { rowsThat, type Sorting, sorted } from "./rowOrder.ts";

/** Which rows of a table are shown, and in which order: filters of columns, a gate, a sorting. */
export class ShownRows {
  readonly table: ResultTable;
  readonly #gates: Gates;
  readonly #changed = new Signal<this, void>(this);
  readonly #tests = new Map<string, RowTest>();
  #sorting: Sorting | null = null;
  #gate = "";
  #passing: Uint32Array;
  #rows: Uint32Array;

  constructor(table: ResultTable, gates: Gates) {
    this.table = table;
    this.#gates = gates;
    this.#passing = rowsThat(table.length, []);
    this.#rows = this.#passing;
    gates.changed.connect(this.#filtered, this);
  }

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** Rows in the order shown. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  /** The same rows in the table's own order. */
  get passing(): Uint32Array {
    return this.#passing;
  }

  get sorting(): Sorting | null {
    return this.#sorting;
  }

  /** Sorts by a column, then the other way round, then not at all. */
  sort(column: string): void {
    const next = { none: "ascending", ascending: "descending", descending: null } as const;
    const direction = next[this.#sorting?.column === column ? this.#sorting.direction : "none"];
    this.#sorting = direction === null ? null : { column, direction };
    this.#order();
  }

  /** Sets the filter of a column. Throws an Error with a sentence when its text means nothing; the filter before stays. */
  filter(column: string, text: string): void {
    const test = parseFilter(columnOf(this.table, column)!, text); // the grid names columns of the table
    if (test === null) this.#tests.delete(column);
    else this.#tests.set(column, test);
    this.#filtered();
  }

  /** Shows the rows of a gate alone; empty for all. */
  gate(name: string): void {
    this.#gate = name;
    this.#filtered();
  }

  /** Shows all rows. */
  clear(): void {
    this.#tests.clear();
    this.#gate = "";
    this.#filtered();
  }

  dispose(): void {
    Signal.clearData(this);
  }

  #filtered(): void {
    const gate = this.#gates.get(this.#gate);
    const inside = gate && new Set(rowsIn(this.table, gate));
    const tests = [...this.#tests.values(), ...(inside ? [(row: number) => inside.has(row)] : [])];
    this.#passing = rowsThat(this.table.length, tests);
    this.#order();
  }

  #order(): void {
    const { table } = this;
    const column = this.#sorting === null ? undefined : columnOf(table, this.#sorting.column);
    this.#rows = column ? sorted(this.#passing, column, this.#sorting!.direction) : this.#passing;
    this.#changed.emit();
  }
}
