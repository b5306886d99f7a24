import type { Column, Rows } from "../functions/contract.ts";
import type { Shapes } from "./frame.ts";

/** Names of the columns in which a table says where its rows are in their plane; undefined for a table that does not. */
export function placesOf(columns: readonly Column[]): { readonly y: string; readonly x: string } | undefined {
  const y = columns.find(({ place }) => place === "y")?.name;
  const x = columns.find(({ place }) => place === "x")?.name;
  return y !== undefined && x !== undefined ? { y, x } : undefined;
}

/**
 * Some rows of a table as points. Tables count from the middle of the first pixel, shapes from its corner.
 *
 * @param rows - which rows of the table; rows without a place are left out.
 */
export function pointsOf(
  table: Rows,
  places: { readonly y: string; readonly x: string },
  rows: readonly number[],
): Shapes {
  const [ys = [], xs = [], labels] = [table[places.y], table[places.x], table.label];
  const there = rows.filter((row) => typeof ys[row] === "number" && typeof xs[row] === "number");
  const ids = Uint32Array.from(there, (row, i) => (labels ? Number(labels[row]) : i + 1));
  const vertices = new Float32Array(2 * there.length);
  for (const [i, row] of there.entries()) vertices.set([Number(xs[row]) + 0.5, Number(ys[row]) + 0.5], 2 * i);
  return { ids, starts: new Uint32Array(0), vertices };
}
