import { rowLetters } from "../components/rows.ts";

/** The name of a well from its row and column, counted from 1: `B03`. */
export function wellName(row: number, column: number): string {
  return rowLetters(row) + String(column).padStart(2, "0");
}

/** Row letters and column of a well's name, as a store's groups are called: `B03` gives `B` and `03`. */
export function splitWell(well: string): { readonly row: string; readonly column: string } {
  const match = /^([A-Z]{1,2})(\d+)$/.exec(well);
  return { row: match?.[1] ?? well, column: match?.[2] ?? "01" };
}

/** Order by row, then column: A2 before A10 before AA1. */
export function compareWells(a: string, b: string): number {
  const left = splitWell(a);
  const right = splitWell(b);
  if (left.row.length !== right.row.length) return left.row.length - right.row.length;
  if (left.row !== right.row) return left.row < right.row ? -1 : 1;
  return Number(left.column) - Number(right.column);
}
