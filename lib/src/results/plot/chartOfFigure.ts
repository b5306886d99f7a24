import type { Bars, Boxes, Chart, Histogram, Scatter } from "./chart.ts";
import { categoriesOf } from "./columns.ts";
import { binEdges, boxOf } from "./statistics.ts";

type Trace = Readonly<Record<string, unknown>>;

/** Why a figure has no still picture. */
export interface NoChart {
  readonly why: string;
}

/** The chart of a plotly figure whose traces are all bars, all points, all histograms or all boxes. */
export function chartOfFigure(figure: {
  readonly data: readonly Trace[];
  readonly layout: Readonly<Record<string, unknown>>;
}): Chart | NoChart {
  const { data, layout } = figure;
  const kinds = new Set(data.map((trace) => String(trace.type ?? "scatter").replace(/gl$/, "")));
  const [kind = "nothing"] = kinds;
  if (kinds.size !== 1) return { why: kinds.size === 0 ? "it has no traces" : "its traces are of several types" };
  const labels = { xLabel: titleOf(layout.xaxis), yLabel: titleOf(layout.yaxis), legend: data.length > 1 ? "" : null };
  switch (kind) {
    case "bar":
      return barsOf(data, labels);
    case "scatter":
      return scatterOf(data, labels);
    case "histogram":
      return histogramOf(data, labels);
    case "box":
      return boxesOf(data, labels);
    default:
      return { why: `traces of type ${kind} are drawn only in a browser` };
  }
}

interface Labels {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly legend: string | null;
}

function barsOf(data: readonly Trace[], labels: Labels): Bars | NoChart {
  if (data.some((trace) => trace.orientation === "h")) return { why: "horizontal bars are drawn only in a browser" };
  const series = data.map((trace) => ({ name: nameOf(trace), x: listOf(trace.x).map(String), y: listOf(trace.y) }));
  const categories = categoriesOf(series.flatMap(({ x, y }) => (x.length > 0 ? x : y.map((_, i) => String(i)))));
  const bars = series.map(({ name, x, y }) => ({
    name,
    y: categories.map((category, i) => numberOrNull(y[x.length > 0 ? x.indexOf(category) : i])),
  }));
  if (bars.every(({ y }) => y.every((value) => value === null))) return { why: "it has no numbers along y" };
  return { kind: "bar", ...labels, notes: [], categories, series: bars };
}

function scatterOf(data: readonly Trace[], labels: Labels): Scatter | NoChart {
  const points = data.map((trace) => {
    const y = listOf(trace.y);
    const x = trace.x === undefined ? y.map((_, i) => i) : listOf(trace.x);
    return { name: nameOf(trace), pairs: x.map((value, i) => [value, y[i]] as const) };
  });
  const numeric = points.every(({ pairs }) => pairs.every(([x]) => x === null || typeof x === "number"));
  const categories = numeric ? null : categoriesOf(points.flatMap(({ pairs }) => pairs.map(([x]) => String(x))));
  const lines = data.some((trace) => String(trace.mode ?? "lines").includes("lines"));
  const series = points.map(({ name, pairs }) => {
    const placed = pairs.map(([x, y]) => [categories ? categories.indexOf(String(x)) : x, y] as const);
    const drawn = placed.filter((pair): pair is readonly [number, number] => pair.every((one) => Number.isFinite(one)));
    return { name, x: drawn.map(([x]) => x), y: drawn.map(([, y]) => y) };
  });
  if (series.every(({ x }) => x.length === 0)) return { why: "it has no numbers to draw" };
  return { kind: "scatter", ...labels, notes: lines ? ["lines are shown as points"] : [], categories, series };
}

function histogramOf(data: readonly Trace[], labels: Labels): Histogram | NoChart {
  const series = data.map((trace) => ({ name: nameOf(trace), values: numbersOf(trace.x) }));
  const all = series.flatMap(({ values }) => values);
  if (all.length === 0) return { why: "it has no numbers along x" };
  const edges = binEdges(all);
  const width = edges[1]! - edges[0]!;
  const count = (values: readonly number[]) => {
    const counts = new Array<number>(edges.length - 1).fill(0);
    for (const value of values) counts[Math.min(counts.length - 1, Math.floor((value - edges[0]!) / width))]!++;
    return counts;
  };
  return {
    kind: "histogram",
    ...labels,
    yLabel: labels.yLabel || "count",
    notes: [],
    edges,
    series: series.map(({ name, values }) => ({ name, counts: count(values) })),
  };
}

function boxesOf(data: readonly Trace[], labels: Labels): Boxes | NoChart {
  const values = data.map((trace) => numbersOf(trace.y));
  if (values.some((list) => list.length === 0)) return { why: "a box has no numbers along y" };
  const categories = data.map((trace, i) => nameOf(trace) || String(i + 1));
  const boxes = values.map((list) => boxOf(list));
  return { kind: "box", ...labels, legend: null, notes: [], categories, series: [{ name: "", boxes }] };
}

function titleOf(axis: unknown): string {
  const title = (axis as { title?: unknown } | undefined)?.title;
  return typeof title === "string" ? title : String((title as { text?: unknown } | undefined)?.text ?? "");
}

function nameOf({ name }: Trace): string {
  return typeof name === "string" ? name : "";
}

function listOf(values: unknown): readonly unknown[] {
  if (Array.isArray(values)) return values;
  return ArrayBuffer.isView(values) ? Array.from(values as unknown as ArrayLike<unknown>) : [];
}

function numbersOf(values: unknown): number[] {
  return listOf(values).filter((value): value is number => Number.isFinite(value));
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
