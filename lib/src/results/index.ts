/**
 * Result tables: typed columns, CSV, JSON and Parquet files, summaries, regions for ImageJ, plots and heat maps, and how a notebook
 * shows them.
 *
 * @module
 */
export { parseCsv, toCsv } from "./csv.ts";
export { type HeatMap, type HeatMapOptions, heatMap } from "./heatMap/heatMap.ts";
export { layOut, type PlateLayout } from "./heatMap/layout.ts";
export { toJson } from "./json.ts";
export { packTable } from "./packTable.ts";
export { toParquet } from "./parquet.ts";
export { type FigureParts, figure } from "./plot/figure.ts";
export { type Plot, type PlotOptions, type PlotSource, plot } from "./plot/plot.ts";
export { packRois, unpackRois } from "./roi/archive.ts";
export { encodeRoi } from "./roi/encodeRoi.ts";
export { outlinesOf, tracesOf } from "./roi/outlines.ts";
export type { Roi, RoiKind } from "./roi/roi.ts";
export { isObjectTable, measurements } from "./summary/identifiers.ts";
export * from "./summary/metaXpress.ts";
export { type SummaryOptions, summarize } from "./summary/summarize.ts";
export { type Cell, Table, type TableColumn, type TableFacts } from "./table.ts";
