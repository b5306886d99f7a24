import { layOut } from "titer/results";
import type { Gate } from "./gates.ts";
import { cellOf, columnOf, numberOf, type ResultColumn, type ResultTable, titleOf } from "./resultTable.ts";
import { meanOf, rowsByWell } from "./wells.ts";

/** What a plot of the table shows. */
export interface PlotChoice {
  readonly kind: "scatter" | "histogram" | "plate";
  readonly x: string;
  /** Of a scatter plot. */
  readonly y: string;
  /** A column that colours the points of a scatter plot; empty for none. */
  readonly color: string;
}

/** A plotly figure, and which row each point of its first trace is, or which rows. */
export interface TablePlot {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
  /** Rows of a point, by plotly's point number. */
  readonly rowsOf: (point: number | readonly [row: number, column: number]) => readonly number[];
}

/** Colours that people with any colour vision tell apart. Source: Okabe and Ito, Color Universal Design. */
const palette = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"];

const faint = { marker: { opacity: 0.18 } };

/** The rows as a plot. @param selected - rows that stand out; all do when there are none */
export function plotOf(
  table: ResultTable,
  rows: Uint32Array,
  choice: PlotChoice,
  selected: ReadonlySet<number>,
  gates: readonly Gate[],
): TablePlot {
  switch (choice.kind) {
    case "scatter":
      return scatter(table, rows, choice, selected, gates);
    case "histogram":
      return histogram(table, rows, choice, selected);
    case "plate":
      return plate(table, rows, choice);
  }
}

function scatter(
  table: ResultTable,
  all: Uint32Array,
  { x: xName, y: yName, color }: PlotChoice,
  selected: ReadonlySet<number>,
  gates: readonly Gate[],
): TablePlot {
  const [x, y] = [needed(table, xName), needed(table, yName)];
  const rows = all.filter((row) => Number.isFinite(numberOf(x, row)) && Number.isFinite(numberOf(y, row)));
  const marks = selectedPoints(rows, selected);
  const own = gates.filter((gate) => gate.x === xName && gate.y === yName);
  const trace = {
    type: rows.length > 2000 ? "scattergl" : "scatter",
    mode: "markers",
    x: Float64Array.from(rows, (row) => x.numbers[row]!),
    y: Float64Array.from(rows, (row) => y.numbers[row]!),
    marker: { size: rows.length > 5000 ? 4 : 7, ...colours(columnOf(table, color), rows) },
    ...(marks ? { selectedpoints: marks, unselected: faint } : {}),
    hovertemplate: `${xName} %{x}<br>${yName} %{y}<extra></extra>`,
  };
  const layout = {
    ...axes(titleOf(x), titleOf(y)),
    dragmode: "lasso",
    shapes: own.map((gate) => ({ type: "path", path: pathOf(gate.corners), line: { width: 2, dash: "dot" } })),
    annotations: own.map((gate) => ({
      x: gate.corners[0]![0],
      y: gate.corners[0]![1],
      text: gate.name,
      ...{ showarrow: false, xanchor: "left", yanchor: "bottom" },
    })),
  };
  return { data: [trace], layout, rowsOf: (point) => (typeof point === "number" ? [rows[point]!] : []) };
}

function histogram(
  table: ResultTable,
  all: Uint32Array,
  { x: name }: PlotChoice,
  selected: ReadonlySet<number>,
): TablePlot {
  const x = needed(table, name);
  const rows = all.filter((row) => Number.isFinite(numberOf(x, row)));
  const { edges, bins } = binned(x, rows);
  const middle = bins.map((_, i) => (edges[i]! + edges[i + 1]!) / 2);
  const width = bins.map((_, i) => edges[i + 1]! - edges[i]!);
  const bar = { type: "bar", x: middle, width, hovertemplate: "%{x}: %{y}<extra></extra>" };
  const chosen = bins.map((list) => list.filter((row) => selected.has(row)).length);
  const data = [
    {
      ...bar,
      name: "all",
      y: bins.map(({ length }) => length),
      marker: { color: palette[0], opacity: selected.size > 0 ? 0.35 : 1 },
    },
    ...(selected.size > 0 ? [{ ...bar, name: "selected", y: chosen, marker: { color: palette[1] } }] : []),
  ];
  const layout = {
    ...axes(titleOf(x), "rows"),
    barmode: "overlay",
    bargap: 0.02,
    dragmode: "select",
    selectdirection: "h",
  };
  return { data, layout, rowsOf: (point) => (typeof point === "number" ? (bins[point] ?? []) : []) };
}

/** Rows in bins of equal width: the square root of their number, at most 60. */
function binned(x: ResultColumn, rows: Uint32Array): { readonly edges: number[]; readonly bins: number[][] } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    low = Math.min(low, x.numbers[row]!);
    high = Math.max(high, x.numbers[row]!);
  }
  if (rows.length === 0) [low, high] = [0, 1];
  const whole = x.type === "integer" && high - low < 60;
  const count = whole ? high - low + 1 : Math.max(1, Math.min(60, Math.ceil(Math.sqrt(rows.length))));
  const [start, step] = whole ? [low - 0.5, 1] : [low, (high - low || 1) / count];
  const bins: number[][] = Array.from({ length: count }, () => []);
  for (const row of rows) bins[Math.min(count - 1, Math.floor((x.numbers[row]! - start) / step))]!.push(row);
  return { edges: Array.from({ length: count + 1 }, (_, i) => start + i * step), bins };
}

function plate(table: ResultTable, rows: Uint32Array, { x: name }: PlotChoice): TablePlot {
  const column = needed(table, name);
  const groups = rowsByWell(table, rows);
  const means = layOut(new Map([...groups].map(([well, list]) => [well, meanOf(column, list)])));
  const wells = new Map(
    [...groups].map(([well, list]) => [`${/^[A-Z]+/i.exec(well)?.[0]}${Number(/\d+$/.exec(well)?.[0])}`, list]),
  );
  const isMean = [...groups.values()].some(({ length }) => length > 1);
  const label = `${isMean ? "mean " : ""}${titleOf(column)}`;
  const trace = {
    type: "heatmap",
    ...{ x: means.columns, y: means.rows, z: means.values },
    ...{ xgap: 1, ygap: 1, hoverongaps: false, colorscale: "Viridis" },
    colorbar: { title: { text: label } },
    hovertemplate: "%{y}%{x}: %{z}<extra></extra>",
  };
  const layout = {
    margin: { l: 40, r: 20, t: 30, b: 20 },
    xaxis: { type: "category", side: "top", constrain: "domain" },
    yaxis: { type: "category", autorange: "reversed", scaleanchor: "x", constrain: "domain" },
  };
  const rowsOf: TablePlot["rowsOf"] = (point) =>
    typeof point === "number" ? [] : (wells.get(`${means.rows[point[0]]}${means.columns[point[1]]}`) ?? []);
  return { data: [trace], layout, rowsOf };
}

function needed(table: ResultTable, name: string): ResultColumn {
  const column = columnOf(table, name);
  if (column === undefined) throw new Error(`The table has no column ${name}.`);
  return column;
}

function colours(column: ResultColumn | undefined, rows: Uint32Array): Readonly<Record<string, unknown>> {
  if (column === undefined) return { color: palette[0] };
  if (column.type === "number") {
    const color = Float64Array.from(rows, (row) => numberOf(column, row));
    return { color, colorscale: "Viridis", showscale: true, colorbar: { title: { text: titleOf(column) } } };
  }
  const values = new Map<unknown, number>();
  const color = Array.from(rows, (row) => {
    const value = cellOf(column, row);
    if (!values.has(value)) values.set(value, values.size);
    return palette[values.get(value)! % palette.length];
  });
  return { color };
}

function selectedPoints(rows: Uint32Array, selected: ReadonlySet<number>): number[] | null {
  if (selected.size === 0) return null;
  return Array.from(rows.keys()).filter((point) => selected.has(rows[point]!));
}

function axes(x: string, y: string): Readonly<Record<string, unknown>> {
  return {
    margin: { l: 60, r: 16, t: 16, b: 48 },
    xaxis: { title: { text: x }, automargin: true },
    yaxis: { title: { text: y }, automargin: true },
    showlegend: false,
  };
}

function pathOf(corners: Gate["corners"]): string {
  return `M ${corners.map(([x, y]) => `${x},${y}`).join(" L ")} Z`;
}
