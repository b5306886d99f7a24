/**
 * Result tables: typed columns, CSV files, plots, and how a notebook shows them.
 *
 * @module
 */
export { parseCsv, toCsv } from "./csv.ts";
export { type Plot, type PlotOptions, type PlotSource, plot } from "./plot/plot.ts";
export { type Cell, Table, type TableColumn } from "./table.ts";
