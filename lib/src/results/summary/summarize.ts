import { TiterError } from "../../errors.ts";
import { type Cell, Table, type TableColumn } from "../table.ts";
import { measurements } from "./identifiers.ts";
import { statisticsOf } from "./statistics.ts";

/** How rows become a summary. */
export interface SummaryOptions {
  /** Columns whose values make a group. Default: `well`; none gives one row for the whole table. */
  readonly by?: readonly string[];
  /** Columns of measurements. Default: all numbers that are no identifiers. */
  readonly of?: readonly string[];
  /** Wells that get a row even where the table has none, with a count of 0; needs `by` to be `well`. */
  readonly wells?: readonly string[];
}

/**
 * One row for each group of a table: `count`, the number of its rows (of objects, in a table of objects), and for each measurement
 * `<name>Mean`, `<name>Median`, `<name>Sd` (of a sample, n - 1) and `<name>N`, the number of its values; missing and infinite values
 * are left out. Groups come in the order in which they first appear.
 *
 * @throws `NO_SUCH_COLUMN`; `IDENTIFIER` when `of` names a column that is none of measurements.
 *
 * @example
 * ```ts
 * summarize(run.table("count", "cells")); // cells of each well
 * ```
 */
export function summarize(table: Table, { by = ["well"], of, wells }: SummaryOptions = {}): Table {
  const measured = measurements(table.columns).filter(({ name }) => !by.includes(name));
  const chosen = of === undefined ? measured : of.map((name) => chosenColumn(table, measured, name));
  const keys = by.map((name) => ({ ...columnOf(table, name), cells: table.column(name) }));
  const groups = groupsOf(table, keys, by.length === 1 && by[0] === "well" ? wells : undefined);
  const cells: Record<string, Cell[]> = { count: groups.map(({ rows }) => rows.length) };
  keys.forEach(({ name }, i) => {
    cells[name] = groups.map(({ key }) => key[i] ?? null);
  });
  const columns: TableColumn[] = [
    ...keys.map(({ cells: _, ...column }) => column),
    { name: "count", type: "integer", doc: "Number of rows." },
  ];
  for (const column of chosen) {
    const values = table.column(column.name);
    const found = groups.map(({ rows }) => statisticsOf(rows.flatMap((row) => finite(values[row] ?? null))));
    for (const [ending, part, doc] of parts) {
      const name = `${column.name}${ending}`;
      cells[name] = found.map((statistics) => statistics[part]);
      const unit = part === "n" || column.unit === undefined ? {} : { unit: column.unit };
      columns.push({ name, type: part === "n" ? "integer" : "number", ...unit, doc: `${doc} of ${column.name}.` });
    }
  }
  return new Table(columns, cells);
}

const parts = [
  ["Mean", "mean", "Mean"],
  ["Median", "median", "Median"],
  ["Sd", "sd", "Standard deviation (n - 1)"],
  ["N", "n", "Number of values"],
] as const;

interface Group {
  readonly key: readonly Cell[];
  readonly rows: number[];
}

function groupsOf(
  table: Table,
  keys: readonly { readonly cells: readonly Cell[] }[],
  wells: readonly string[] | undefined,
): Group[] {
  const groups = new Map<string, Group>(
    (wells ?? []).map((well) => [JSON.stringify([well]), { key: [well], rows: [] }]),
  );
  if (keys.length === 0) groups.set("[]", { key: [], rows: [] });
  for (let row = 0; row < table.length; row++) {
    const key = keys.map(({ cells }) => cells[row] ?? null);
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, rows: [] };
    groups.set(name, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

function finite(cell: Cell): number[] {
  return typeof cell === "number" && Number.isFinite(cell) ? [cell] : [];
}

function columnOf(table: Table, name: string): TableColumn {
  table.column(name); // throws when there is none
  return table.columns.find((column) => column.name === name) as TableColumn;
}

function chosenColumn(table: Table, measured: readonly TableColumn[], name: string): TableColumn {
  const column = columnOf(table, name);
  if (measured.includes(column)) return column;
  throw new TiterError("IDENTIFIER", {
    what: `column "${name}" holds no measurements, so it has no mean`,
    todo: `Choose from: ${measured.map((one) => one.name).join(", ") || "none"}.`,
    details: { name },
  });
}
