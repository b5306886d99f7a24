import { closestName, TiterError } from "../../errors.ts";
import type { PlotSource } from "./plot.ts";

type Cell = number | string | boolean | null;

/** A column of a table, found by name. */
export interface FoundColumn {
  readonly name: string;
  /** Name and unit: `area (µm²)`. */
  readonly label: string;
  readonly numeric: boolean;
  readonly cells: readonly Cell[];
}

/** A column by its name; throws `UNKNOWN_COLUMN` with the closest name and the list. */
export function findColumn(table: PlotSource, name: string, field: string): FoundColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    const names = table.columns.map((candidate) => candidate.name);
    const closest = closestName(name, names);
    throw new TiterError("UNKNOWN_COLUMN", {
      what: `the table has no column "${name}"`,
      where: { field },
      todo: `${closest === undefined ? "" : `Did you mean "${closest}"? `}Use one of: ${names.join(", ")}.`,
      details: { name, names },
    });
  }
  const label = column.unit === undefined ? name : `${name} (${column.unit})`;
  const numeric = column.type === "integer" || column.type === "number";
  return { name, label, numeric, cells: table.column(name) };
}

/** A column of numbers; throws `WRONG_COLUMN_TYPE` for any other. */
export function findNumbers(table: PlotSource, name: string, field: string): FoundColumn {
  const column = findColumn(table, name, field);
  if (column.numeric) return column;
  const numbers = table.columns.filter(({ type }) => type === "integer" || type === "number").map((one) => one.name);
  throw new TiterError("WRONG_COLUMN_TYPE", {
    what: `column "${name}" does not hold numbers`,
    where: { field },
    todo: numbers.length === 0 ? "This table has no column of numbers." : `Use one of: ${numbers.join(", ")}.`,
    details: { name, numbers },
  });
}

/** The distinct values of a column as text, in order of appearance. */
export function categoriesOf(cells: readonly Cell[]): string[] {
  return [...new Set(cells.map(String))];
}
