import type { Column } from "../../functions/contract.ts";
import { type Displayable, displaySymbol, type MimeBundle } from "../../protocol/display.ts";
import type { Chart } from "./chart.ts";
import { chartOf } from "./chartOf.ts";
import { plotlyFigure } from "./plotly.ts";
import { chartSvg } from "./svg.ts";
import { chartText } from "./text.ts";

/** What can be plotted: a `Table`, or anything with typed columns of one length. */
export interface PlotSource {
  readonly columns: readonly Pick<Column, "name" | "type" | "unit">[];
  /** The values of a column, top to bottom. */
  column(name: string): readonly (number | string | boolean | null)[];
}

/** Which columns to plot, and how. */
export interface PlotOptions {
  readonly x: string;
  /** Left out for a histogram of `x`. */
  readonly y?: string;
  /** A column that splits the rows into coloured series. */
  readonly color?: string;
  /**
   * `bar` shows the mean of `y` per value of `x`. Default: histogram without `y`, scatter for two columns of measurements;
   * for text, site or channel as `x`, bar when each value has one row per series, else box.
   */
  readonly kind?: "bar" | "scatter" | "box" | "histogram";
}

/** A plot that shows itself: interactive with plotly, as SVG and as text without a kernel. */
export interface Plot extends Displayable {
  readonly chart: Chart;
}

/** MIME type of plotly figures, drawn in JupyterLab by our extension. */
export const plotlyMime = "application/vnd.plotly.v1+json";

/**
 * A plot of a table's columns. Rows with a missing or infinite value are left out, and the plot says how many.
 *
 * `table.plot(options)` is the same.
 *
 * @throws TiterError `UNKNOWN_COLUMN` with the closest name, `WRONG_COLUMN_TYPE` when numbers are needed,
 *   `MISSING_COLUMN` when a kind needs `y`, `NOTHING_TO_PLOT` when no row is left
 *
 * @example
 * ```ts
 * plot(table, { x: "well", y: "cellCount" });
 * plot(table, { x: "area", y: "meanIntensity", color: "well", kind: "scatter" });
 * ```
 */
export function plot(table: PlotSource, options: PlotOptions): Plot {
  const chart = chartOf(table, options);
  const bundle: MimeBundle = {
    [plotlyMime]: plotlyFigure(chart),
    "image/svg+xml": chartSvg(chart),
    "text/plain": chartText(chart),
  };
  return { chart, [displaySymbol]: () => bundle };
}
