import { TiterError } from "../../errors.ts";
import type { Bars, Boxes, Chart, Histogram, Scatter } from "./chart.ts";
import { categoriesOf, type FoundColumn, findColumn, findNumbers } from "./columns.ts";
import type { PlotOptions, PlotSource } from "./plot.ts";
import { binEdges, boxOf, mean } from "./statistics.ts";

/** The rows of a plot that have all their values. */
interface Points {
  readonly x: FoundColumn;
  readonly y: FoundColumn | null;
  readonly legend: string | null;
  readonly rows: readonly { readonly x: string | number; readonly y: number; readonly series: string }[];
  readonly categories: readonly string[];
  readonly series: readonly string[];
  readonly notes: readonly string[];
}

/** The chart of some columns of a table: columns are checked, rows sorted into series, statistics computed. */
export function chartOf(table: PlotSource, options: PlotOptions): Chart {
  if (options.y === undefined && options.kind !== undefined && options.kind !== "histogram") {
    throw new TiterError("MISSING_COLUMN", {
      what: `a ${options.kind} plot needs a column for y`,
      where: { field: "y" },
      todo: "Name a column of numbers as y, or leave kind out for a histogram of x.",
    });
  }
  const histogram = options.kind === "histogram" || options.y === undefined;
  const points = pointsOf(table, options, histogram);
  if (histogram) return histogramOf(points);
  switch (options.kind ?? defaultKind(points)) {
    case "bar":
      return barsOf(points);
    case "box":
      return boxesOf(points);
    default:
      return scatterOf(points);
  }
}

function pointsOf(table: PlotSource, options: PlotOptions, histogram: boolean): Points {
  const x = histogram ? findNumbers(table, options.x, "x") : findColumn(table, options.x, "x");
  const y = histogram || options.y === undefined ? null : findNumbers(table, options.y, "y");
  const color = options.color === undefined ? null : findColumn(table, options.color, "color");
  const rows = x.cells.flatMap((cell, i) => {
    const value = y === null ? 0 : y.cells[i];
    const usable = cell !== null && (typeof cell !== "number" || Number.isFinite(cell)) && Number.isFinite(value);
    if (!usable) return [];
    return [{ x: typeof cell === "number" ? cell : String(cell), y: value as number, series: text(color?.cells[i]) }];
  });
  if (rows.length === 0) {
    throw new TiterError("NOTHING_TO_PLOT", {
      what: `none of the ${x.cells.length} rows has values to plot`,
      where: { field: options.y ?? options.x },
      todo: "Look at the table: did the step find anything?",
    });
  }
  const left = x.cells.length - rows.length;
  const notes = left === 0 ? [] : [`${left} of ${x.cells.length} rows without a value left out`];
  const categories = categoriesOf(rows.map((row) => row.x));
  const series = categoriesOf(rows.map((row) => row.series));
  return { x, y, legend: color?.label ?? null, rows, categories, series, notes };
}

function text(cell: number | string | boolean | null | undefined): string {
  return cell === undefined ? "" : String(cell ?? "no value");
}

/** Columns of numbers that name something rather than measure it. */
const identifiers = ["site", "channel"];

function defaultKind(points: Points): "bar" | "box" | "scatter" {
  if (points.x.numeric && !identifiers.includes(points.x.name)) return "scatter";
  const cells = new Set(points.rows.map((row) => JSON.stringify([row.x, row.series])));
  return cells.size === points.rows.length ? "bar" : "box";
}

function common(points: Points, yLabel: string) {
  return { xLabel: points.x.label, yLabel, legend: points.legend, notes: points.notes };
}

/** For each series, the values of each category in order. */
function grouped(points: Points): { readonly name: string; readonly values: readonly (readonly number[])[] }[] {
  const indexOf = new Map(points.categories.map((category, i) => [category, i]));
  const groups = new Map(points.series.map((name) => [name, points.categories.map((): number[] => [])]));
  for (const row of points.rows) groups.get(row.series)?.[indexOf.get(String(row.x))!]?.push(row.y);
  return [...groups].map(([name, values]) => ({ name, values }));
}

function barsOf(points: Points): Bars {
  const groups = grouped(points);
  const averaged = groups.some(({ values }) => values.some((group) => group.length > 1));
  return {
    kind: "bar",
    ...common(points, averaged ? `mean of ${points.y!.label}` : points.y!.label),
    categories: points.categories,
    series: groups.map(({ name, values }) => ({ name, y: values.map((group) => (group.length ? mean(group) : null)) })),
  };
}

function boxesOf(points: Points): Boxes {
  return {
    kind: "box",
    ...common(points, points.y!.label),
    categories: points.categories,
    series: grouped(points).map(({ name, values }) => ({
      name,
      boxes: values.map((group) => (group.length ? boxOf(group) : null)),
    })),
  };
}

function scatterOf(points: Points): Scatter {
  const indexOf = new Map(points.categories.map((category, i) => [category, i]));
  const place = (x: string | number) => (points.x.numeric ? Number(x) : indexOf.get(String(x))!);
  return {
    kind: "scatter",
    ...common(points, points.y!.label),
    categories: points.x.numeric ? null : points.categories,
    series: points.series.map((name) => {
      const rows = points.rows.filter((row) => row.series === name);
      return { name, x: rows.map((row) => place(row.x)), y: rows.map((row) => row.y) };
    }),
  };
}

function histogramOf(points: Points): Histogram {
  const edges = binEdges(points.rows.map((row) => Number(row.x)));
  const width = edges[1]! - edges[0]!;
  return {
    kind: "histogram",
    ...common(points, "number of rows"),
    edges,
    series: points.series.map((name) => {
      const counts = new Array<number>(edges.length - 1).fill(0);
      for (const row of points.rows) {
        if (row.series === name) counts[Math.floor(Number(row.x) / width) - Math.round(edges[0]! / width)]!++;
      }
      return { name, counts };
    }),
  };
}
