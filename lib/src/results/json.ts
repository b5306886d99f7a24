import type { Cell, Table } from "./table.ts";

/** Numbers that JSON has no form for, as texts. */
const notFinite: ReadonlyMap<number, string> = new Map([
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
  [Number.NaN, "NaN"],
]);

/** A table as JSON: `{columns: [{name, type, unit, doc}], rows: [{...}]}`; numbers without a form in JSON are texts such as `"NaN"`. */
export function toJson(table: Table): string {
  const cell = (value: Cell) => (typeof value === "number" ? (notFinite.get(value) ?? value) : value);
  const rows = table
    .rows()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])));
  return `${JSON.stringify({ columns: table.columns, rows }, null, 1)}\n`;
}
