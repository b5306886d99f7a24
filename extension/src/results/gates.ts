import { type ISignal, Signal } from "@lumino/signaling";
import { columnOf, numberOf, type ResultTable } from "./resultTable.ts";

/** A part of a scatter plot: corners of an outline in the units of its axes. */
export interface Gate {
  readonly name: string;
  /** Columns of the axes. */
  readonly x: string;
  readonly y: string;
  readonly corners: readonly (readonly [x: number, y: number])[];
}

/** The rows that lie in a gate, by the even-odd rule; rows without both values do not. */
export function rowsIn(table: ResultTable, gate: Gate): Uint32Array {
  const [x, y] = [columnOf(table, gate.x), columnOf(table, gate.y)];
  if (x === undefined || y === undefined) return new Uint32Array();
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (isInside(gate.corners, numberOf(x, row), numberOf(y, row))) rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** Whether a point lies inside an outline. Source: W. R. Franklin, PNPOLY. */
function isInside(corners: Gate["corners"], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [corners[i]!, corners[j]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** The named gates of a table. */
export class Gates {
  readonly #changed = new Signal<this, void>(this);
  readonly #gates = new Map<string, Gate>();

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get all(): readonly Gate[] {
    return [...this.#gates.values()];
  }

  get(name: string): Gate | undefined {
    return this.#gates.get(name);
  }

  /** Adds a gate; one of the same name is replaced. */
  add(gate: Gate): void {
    this.#gates.set(gate.name, gate);
    this.#changed.emit();
  }

  remove(name: string): void {
    if (this.#gates.delete(name)) this.#changed.emit();
  }

  /** A name that is not taken: `gate 1`, `gate 2`, ... */
  get freeName(): string {
    let number = 1;
    while (this.#gates.has(`gate ${number}`)) number++;
    return `gate ${number}`;
  }
}
