import { type Displayable, displaySymbol, type MimeBundle } from "../../protocol/display.ts";
import { plotlyMime } from "../plot/plot.ts";
import { summarize } from "../summary/summarize.ts";
import type { Table } from "../table.ts";
import { colourScale } from "./colours.ts";
import { layOut, type PlateLayout } from "./layout.ts";
import { heatMapSvg } from "./svg.ts";

/** What a heat map shows of each well. */
export interface HeatMapOptions {
  /** A column of measurements; without it the number of rows (of objects, in a table of objects). */
  readonly value?: string;
  /** What stands for a well with several rows. Default: `mean`. */
  readonly statistic?: "mean" | "median" | "sd";
  readonly title?: string;
  /** Wells that are shown with a count of 0 where the table has no row of them. */
  readonly wells?: readonly string[];
}

/** A plate with a colour for each well: shows itself with plotly, as SVG, and as text. */
export interface HeatMap extends Displayable {
  /** What the colours mean, with unit. */
  readonly label: string;
  readonly layout: PlateLayout;
  /** The image, which needs nothing outside itself. */
  readonly svg: string;
}

/**
 * A heat map of a plate from a table with the column `well`.
 *
 * @throws `NO_SUCH_COLUMN`; `IDENTIFIER` when `value` is no column of measurements.
 *
 * @example
 * ```ts
 * heatMap(run.table("count"), { value: "cellCount" });
 * ```
 */
export function heatMap(
  table: Table,
  { value, statistic = "mean", title = "", wells: all = [] }: HeatMapOptions = {},
): HeatMap {
  const summary = summarize(table, { of: value === undefined ? [] : [value], wells: all });
  const ending = { mean: "Mean", median: "Median", sd: "Sd" }[statistic];
  const cells = summary.column(value === undefined ? "count" : `${value}${ending}`);
  const wells = summary.column("well");
  const layout = layOut(new Map(wells.map((well, i) => [String(well), cells[i] as number | null]))); // statistics are numbers
  const unit = table.columns.find(({ name }) => name === value)?.unit;
  const label = value === undefined ? "count" : `${statistic} ${value}${unit === undefined ? "" : ` (${unit})`}`;
  const svg = heatMapSvg(layout, label, title);
  const bundle: MimeBundle = {
    [plotlyMime]: plotlyHeatMap(layout, label, title),
    "image/svg+xml": svg,
    "text/plain": heatMapText(layout, label, title),
  };
  return { label, layout, svg, [displaySymbol]: () => bundle };
}

function plotlyHeatMap({ rows, columns, values }: PlateLayout, label: string, title: string) {
  return {
    data: [
      {
        type: "heatmap",
        x: columns,
        y: rows,
        z: values,
        xgap: 1,
        ygap: 1,
        hoverongaps: false,
        colorscale: colourScale.map((colour, i) => [i / (colourScale.length - 1), colour]),
        colorbar: { title: { text: label } },
        hovertemplate: "%{y}%{x}: %{z}<extra></extra>",
      },
    ],
    layout: {
      template: "none",
      title: { text: title },
      xaxis: { type: "category", side: "top", constrain: "domain" },
      yaxis: { type: "category", autorange: "reversed", scaleanchor: "x", constrain: "domain" },
      margin: { l: 40, r: 20, t: title === "" ? 30 : 70, b: 20 },
    },
    config: { responsive: true, displaylogo: false },
  };
}

function heatMapText({ rows, columns, values }: PlateLayout, label: string, title: string): string {
  const shown = values.map((row) => row.map((value) => (value === null ? "." : String(Number(value.toPrecision(4))))));
  const width = Math.max(...columns.map(({ length }) => length), ...shown.flat().map(({ length }) => length));
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(2), ...cells.map((cell) => cell.padStart(width))].join(" ");
  return [
    [title, label].filter(Boolean).join(": "),
    line("", columns),
    ...rows.map((row, y) => line(row, shown[y] ?? [])),
  ].join("\n");
}
