/**
 * Result tables: typed columns, CSV files, and how a notebook shows them.
 *
 * @module
 */
export { parseCsv, toCsv } from "./csv.ts";
export { type Cell, Table, type TableColumn } from "./table.ts";
