import type { Boxes, Chart } from "./chart.ts";
import { colourOf } from "./palette.ts";

/** A plotly figure (https://plotly.com/javascript/reference/), as far as we use it. */
export interface PlotlyFigure {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A chart as a plotly figure; statistics come from the chart, so that plotly and the SVG show the same numbers. */
export function plotlyFigure(chart: Chart): PlotlyFigure {
  return { data: tracesOf(chart), layout: layoutOf(chart), config: { responsive: true, displaylogo: false } };
}

function tracesOf(chart: Chart): Readonly<Record<string, unknown>>[] {
  switch (chart.kind) {
    case "bar":
      return chart.series.map(({ name, y }, i) => ({ type: "bar", ...named(name, i), x: chart.categories, y }));
    case "scatter":
      return chart.series.map(({ name, x, y }, i) => ({
        type: chart.categories === null && x.length > 2000 ? "scattergl" : "scatter",
        mode: "markers",
        ...named(name, i),
        x: chart.categories === null ? x : x.map((place) => chart.categories?.[place]),
        y,
      }));
    case "histogram":
      return chart.series.map(({ name, counts }, i) => ({
        type: "bar",
        ...named(name, i),
        x: counts.map((_, bin) => (chart.edges[bin]! + chart.edges[bin + 1]!) / 2),
        width: counts.map((_, bin) => chart.edges[bin + 1]! - chart.edges[bin]!),
        y: counts,
        opacity: chart.series.length > 1 ? 0.6 : 1,
      }));
    case "box":
      return chart.series.map((series, i) => boxTrace(chart, series, i));
  }
}

function boxTrace(chart: Boxes, series: Boxes["series"][number], index: number): Readonly<Record<string, unknown>> {
  const filled = series.boxes.flatMap((box, i) => (box === null ? [] : [{ box, category: chart.categories[i]! }]));
  return {
    type: "box",
    ...named(series.name, index),
    x: filled.map(({ category }) => category),
    lowerfence: filled.map(({ box }) => box.whiskers[0]),
    q1: filled.map(({ box }) => box.quartiles[0]),
    median: filled.map(({ box }) => box.quartiles[1]),
    q3: filled.map(({ box }) => box.quartiles[2]),
    upperfence: filled.map(({ box }) => box.whiskers[1]),
    y: filled.map(({ box }) => box.outliers),
    boxpoints: "outliers",
  };
}

function named(name: string, index: number): Readonly<Record<string, unknown>> {
  return { name, showlegend: name !== "", marker: { color: colourOf(index) } };
}

function layoutOf(chart: Chart): Readonly<Record<string, unknown>> {
  const categories = "categories" in chart && chart.categories !== null ? { type: "category" } : {};
  return {
    template: "none",
    height: 360,
    margin: { l: 70, r: 20, t: 20, b: 60 },
    barmode: chart.kind === "histogram" ? "overlay" : "group",
    boxmode: "group",
    bargap: chart.kind === "histogram" ? 0.02 : 0.2,
    xaxis: { title: { text: chart.xLabel }, ...categories, automargin: true },
    yaxis: {
      title: { text: chart.yLabel },
      automargin: true,
      rangemode: chart.kind === "scatter" || chart.kind === "box" ? "normal" : "tozero",
    },
    legend: { title: { text: chart.legend ?? "" } },
    ...(chart.notes.length === 0 ? {} : { title: { text: chart.notes.join("; "), font: { size: 12 } } }),
  };
}
