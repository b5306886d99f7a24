import { parseTable } from "#extension/results/parse.js";
import type { ResultTable } from "#extension/results/resultTable.js";
import { tableMime } from "#lib/protocol/table.js";
import { Table } from "#lib/results/index.js";

/** Objects of three wells; `area` and `truth` lack a cell. */
export const objects: Table = new Table(
  [
    { name: "well", type: "string" },
    { name: "site", type: "integer" },
    { name: "label", type: "integer" },
    { name: "area", type: "number", unit: "µm²", doc: "Its size." },
    { name: "bright", type: "boolean" },
  ],
  {
    well: ["A02", "A10", "A02", "B01", "A10", "A02"],
    site: [1, 1, 2, 1, 1, 1],
    label: [1, 1, 1, 1, 70000, 2],
    area: [10.5, 3.25, null, 1e-3, 99.125, 20],
    bright: [true, false, null, true, false, true],
  },
  { title: "objects of screen-1", source: { kind: "run", runId: "r1" } },
);

/** A table as the page has it after a notebook was opened. */
export async function inPage(table: Table): Promise<ResultTable> {
  const bundle = await table.toBundle();
  return parseTable(JSON.parse(JSON.stringify(bundle[tableMime])));
}
