import type { RowTest } from "./filters.ts";
import { isMissing, type ResultColumn } from "./resultTable.ts";

/** By which column rows are sorted. */
export interface Sorting {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** The rows that pass all tests, as numbers of rows in the table's order. */
export function rowsThat(length: number, tests: readonly RowTest[]): Uint32Array {
  const rows = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (tests.every((test) => test(row))) rows[count++] = row;
  return rows.subarray(0, count);
}

/**
 * Rows sorted by a column: texts as people sort them (B2 before B10), missing cells and NaN last in both directions, equal ones in
 * the order in which they were.
 */
export function sorted(rows: Uint32Array, column: ResultColumn, direction: Sorting["direction"]): Uint32Array {
  const keys = column.type === "string" ? ranks(column) : column.numbers;
  const isLast = (row: number) => isMissing(column, row) || Number.isNaN(keys[row]);
  const present = rows.filter((row) => !isLast(row));
  const last = rows.filter(isLast);
  const sign = direction === "ascending" ? 1 : -1;
  present.sort((a, b) => sign * (keys[a]! - keys[b]!) || a - b);
  const all = new Uint32Array(rows.length);
  all.set(present);
  all.set(last, present.length);
  return all;
}

function ranks({ numbers, texts }: ResultColumn): Float64Array {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const order = texts.map((text, place) => ({ text, place })).sort((a, b) => compare(a.text, b.text));
  const rank = new Float64Array(texts.length);
  order.forEach(({ place }, i) => {
    rank[place] = i;
  });
  return Float64Array.from(numbers, (place) => rank[place] ?? 0);
}
