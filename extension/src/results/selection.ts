import { type ISignal, Signal } from "@lumino/signaling";

/** The rows that are selected in a table, its plots and the viewer, and the one that keys act on. */
export class Selection {
  readonly #changed = new Signal<this, unknown>(this);
  #rows: ReadonlySet<number> = new Set();
  #active: number | null = null;

  /** Emitted after a change with who made it, so that nobody answers to itself. */
  get changed(): ISignal<this, unknown> {
    return this.#changed;
  }

  get rows(): ReadonlySet<number> {
    return this.#rows;
  }

  /** The row that was chosen last; shown in the viewer. */
  get active(): number | null {
    return this.#active;
  }

  /** Selects these rows and no others. */
  set(rows: Iterable<number>, active: number | null, by: unknown): void {
    this.#rows = new Set(rows);
    this.#active = active;
    this.#changed.emit(by);
  }

  /** Adds a row, or takes it away when it was there. */
  toggle(row: number, by: unknown): void {
    const rows = new Set(this.#rows);
    if (!rows.delete(row)) rows.add(row);
    this.set(rows, row, by);
  }

  clear(by: unknown): void {
    this.set([], null, by);
  }
}
