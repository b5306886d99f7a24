import type { TableSource } from "titer/protocol";

/** A cell; null where nothing was measured. */
export type Cell = number | string | boolean | null;

/** A column of a result table in the page: numbers in a typed array, whatever its type. */
export interface ResultColumn {
  readonly name: string;
  readonly type: "integer" | "number" | "string" | "boolean";
  readonly unit?: string;
  readonly doc?: string;
  /** A number per row; truths are 0 and 1, strings places in `texts`; 0 where nothing was measured. */
  readonly numbers: ArrayLike<number>;
  /** A bit per row, from the lowest: 1 where nothing was measured. Null when all was. */
  readonly missing: Uint8Array | null;
  readonly texts: readonly string[];
}

/** A table of results in the page. */
export interface ResultTable {
  readonly title: string;
  /** Rows that are here, and rows of the whole table. */
  readonly length: number;
  readonly total: number;
  readonly source: TableSource | null;
  readonly columns: readonly ResultColumn[];
}

export function isMissing({ missing }: ResultColumn, row: number): boolean {
  return missing !== null && ((missing[row >> 3]! >> (row & 7)) & 1) === 1;
}

export function cellOf(column: ResultColumn, row: number): Cell {
  if (isMissing(column, row)) return null;
  const value = column.numbers[row]!;
  if (column.type === "string") return column.texts[value]!;
  return column.type === "boolean" ? value === 1 : value;
}

/** The measured number of a row, or NaN. */
export function numberOf(column: ResultColumn, row: number): number {
  return isMissing(column, row) ? Number.NaN : column.numbers[row]!;
}

export function columnOf(table: ResultTable, name: string): ResultColumn | undefined {
  return table.columns.find((column) => column.name === name);
}

/** Whether a column holds numbers to calculate with. */
export function isNumeric({ type }: ResultColumn): boolean {
  return type === "integer" || type === "number";
}

/** A column's name with its unit. */
export function titleOf({ name, unit }: Pick<ResultColumn, "name" | "unit">): string {
  return unit === undefined ? name : `${name} (${unit})`;
}

/** A cell for people: numbers with at most six digits; files keep all of them. */
export function textOf(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "number" && !Number.isInteger(cell) ? String(Number(cell.toPrecision(6))) : String(cell);
}

/** A column from plain cells. */
export function columnFrom(
  facts: Pick<ResultColumn, "name" | "type" | "unit" | "doc">,
  cells: readonly Cell[],
): ResultColumn {
  const texts = facts.type === "string" ? [...new Set(cells.filter((cell) => cell !== null).map(String))] : [];
  const places = new Map(texts.map((text, place) => [text, place]));
  const missing = new Uint8Array(Math.ceil(cells.length / 8));
  const numbers = Float64Array.from(cells, (cell, row) => {
    if (cell === null) missing[row >> 3]! |= 1 << (row & 7);
    return cell === null ? 0 : (places.get(String(cell)) ?? Number(cell));
  });
  return { ...facts, numbers, missing: missing.some((byte) => byte !== 0) ? missing : null, texts };
}
