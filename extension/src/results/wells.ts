import {
  type Cell,
  cellOf,
  columnFrom,
  columnOf,
  isNumeric,
  numberOf,
  type ResultColumn,
  type ResultTable,
} from "./resultTable.ts";

/** Columns that name or count things instead of measuring them; their means say nothing. */
const identifiers = new Set([
  "well",
  "site",
  "channel",
  "z",
  "timepoint",
  "label",
  "row",
  "column",
  "index",
  "slice",
  "id",
  "rows",
]);

/** The columns whose values have a mean. */
export function measured(table: ResultTable): ResultColumn[] {
  const isId = (name: string) => identifiers.has(name.toLowerCase()) || /(?:Id|Label|Index|Number)$/.test(name);
  return table.columns.filter((column) => isNumeric(column) && !isId(column.name));
}

/** The rows of each well, in the order in which wells first appear. */
export function rowsByWell(table: ResultTable, rows: Iterable<number>): Map<string, number[]> {
  const column = columnOf(table, "well");
  const groups = new Map<string, number[]>();
  if (column === undefined) return groups;
  for (const row of rows) {
    const well = cellOf(column, row);
    if (typeof well !== "string") continue;
    const group = groups.get(well);
    if (group) group.push(row);
    else groups.set(well, [row]);
  }
  return groups;
}

/** The mean of a column over rows, without those where nothing was measured; null when there are none. */
export function meanOf(column: ResultColumn, rows: readonly number[]): number | null {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    const value = numberOf(column, row);
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}

/** A row per well: how many rows there are, and the mean of every measurement. */
export function wellTable(table: ResultTable, rows: Iterable<number>): ResultTable {
  const groups = rowsByWell(table, rows);
  const lists = [...groups.values()];
  const column = (facts: Pick<ResultColumn, "name" | "type" | "unit" | "doc">, cells: readonly Cell[]) =>
    columnFrom(facts, cells);
  const means = measured(table).map((one) => {
    const unit = one.unit === undefined ? {} : { unit: one.unit };
    const facts = { name: `mean ${one.name}`, type: "number" as const, ...unit, doc: `Mean of ${one.name}.` };
    return column(
      facts,
      lists.map((list) => meanOf(one, list)),
    );
  });
  return {
    ...{ title: `${table.title}, wells`, length: lists.length, total: lists.length, source: table.source },
    columns: [
      column({ name: "well", type: "string", doc: "Well." }, [...groups.keys()]),
      column(
        { name: "rows", type: "integer", doc: "Rows of the well." },
        lists.map(({ length }) => length),
      ),
      ...means,
    ],
  };
}
