import { describe, expect, test } from "@jest/globals";
import { displaySymbol } from "#lib/protocol/display.js";
import { type PlotOptions, plotlyMime } from "#lib/results/plot/plot.js";
import type { PlotlyFigure } from "#lib/results/plot/plotly.js";
import { Table, type TableColumn } from "#lib/results/table.js";

const columns: TableColumn[] = [
  { name: "well", type: "string" },
  { name: "cellCount", type: "integer" },
  { name: "area", type: "number", unit: "µm²" },
  { name: "treated", type: "boolean" },
];
const cells = {
  well: ["A01", "A02", "A03", "B01"],
  cellCount: [10, 20, null, 5],
  area: [80.5, 95.25, 70, 88],
  treated: [true, false, true, false],
};
const table = new Table(columns, cells);

function bundleOf(options: PlotOptions, source = table): Record<string, unknown> {
  return source.plot(options)[displaySymbol]() as Record<string, unknown>;
}

function figureOf(options: PlotOptions, source = table): PlotlyFigure {
  return bundleOf(options, source)[plotlyMime] as PlotlyFigure;
}

/** x position and height of every bar in an SVG, in pixels. */
function barsOf(svg: string): { x: number; height: number }[] {
  return [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="([\d.]+)"\/>/g)].map((found) => ({
    x: Number(found[1]),
    height: Number(found[2]),
  }));
}

describe("plot", () => {
  test("shows one bar per well, and says which rows had no value", () => {
    const bundle = bundleOf({ x: "well", y: "cellCount" });
    expect(figureOf({ x: "well", y: "cellCount" }).data).toEqual([
      expect.objectContaining({ type: "bar", x: ["A01", "A02", "B01"], y: [10, 20, 5] }),
    ]);
    expect(bundle["text/plain"]).toContain("A02: 20");
    expect(bundle["text/plain"]).toContain("1 of 4 rows without a value left out");
  });

  test("draws SVG bars with heights in proportion to the values", () => {
    const heights = barsOf(bundleOf({ x: "well", y: "cellCount" })["image/svg+xml"] as string).map((bar) => bar.height);
    expect(heights).toHaveLength(3);
    expect(heights[0]! / heights[1]!).toBeCloseTo(0.5, 2);
    expect(heights[2]! / heights[1]!).toBeCloseTo(0.25, 2);
  });

  test("puts units on the axes of both drawings", () => {
    const options = { x: "well", y: "area" };
    expect(bundleOf(options)["image/svg+xml"]).toContain(">area (µm²)</text>");
    expect(figureOf(options).layout).toMatchObject({ yaxis: { title: { text: "area (µm²)" } } });
  });

  test("averages several rows of a bar, and says so", () => {
    const repeated = new Table(columns, { ...cells, well: ["A01", "A01", "A01", "B01"] });
    const figure = figureOf({ x: "well", y: "area", kind: "bar" }, repeated);
    expect((figure.data[0]!.y as number[])[0]).toBeCloseTo((80.5 + 95.25 + 70) / 3);
    expect(figure.layout).toMatchObject({ yaxis: { title: { text: "mean of area (µm²)" } } });
  });

  test("splits rows into one series per colour", () => {
    const { data } = figureOf({ x: "cellCount", y: "area", color: "treated" });
    expect(data).toEqual([
      expect.objectContaining({ type: "scatter", name: "true", x: [10], y: [80.5] }),
      expect.objectContaining({ type: "scatter", name: "false", x: [20, 5], y: [95.25, 88] }),
    ]);
  });

  test("takes a channel as a name, not as a measurement", () => {
    const perChannel = new Table([{ name: "channel", type: "integer" }, columns[1]!], {
      channel: [1, 2, 5],
      cellCount: [7, 8, 9],
    });
    expect(figureOf({ x: "channel", y: "cellCount" }, perChannel).data).toEqual([
      expect.objectContaining({ type: "bar", x: ["1", "2", "5"], y: [7, 8, 9] }),
    ]);
  });

  test("draws boxes with NumPy's quartiles and Tukey's whiskers", () => {
    const values = [3, 7, 8, 5, 12, 14, 21, 13, 18, 60];
    const many = new Table(columns.slice(0, 2), { well: values.map(() => "A01"), cellCount: values });
    // numpy.percentile(values, [25, 50, 75]) -> 7.25, 12.5, 17.0; whiskers within 1.5 * 9.75 of the quartiles
    expect(figureOf({ x: "well", y: "cellCount" }, many).data).toEqual([
      expect.objectContaining({ q1: [7.25], median: [12.5], q3: [17], lowerfence: [3], upperfence: [21], y: [[60]] }),
    ]);
  });

  test("counts a histogram in bins of round width", () => {
    const values = [0, 0.9, 1, 1.5, 2, 9.99, 10];
    const many = new Table([{ name: "area", type: "number" }], { area: values });
    const { data } = figureOf({ x: "area" }, many);
    // numpy.histogram(values, [0, 2, 4, 6, 8, 10, 12])
    expect(data[0]).toMatchObject({ x: [1, 3, 5, 7, 9, 11], y: [4, 1, 0, 0, 1, 1] });
  });

  test("names the closest column for a misspelt one", () => {
    expect(() => bundleOf({ x: "well", y: "celCount" })).toThrow(/Did you mean "cellCount"/);
  });

  test("refuses text where numbers are needed, and names the columns of numbers", () => {
    expect(() => bundleOf({ x: "cellCount", y: "well" })).toThrow(/Use one of: cellCount, area/);
  });

  test("refuses a table without values", () => {
    const empty = new Table(columns, { well: [], cellCount: [], area: [], treated: [] });
    expect(() => bundleOf({ x: "well", y: "area" }, empty)).toThrow(
      expect.objectContaining({ code: "NOTHING_TO_PLOT" }),
    );
  });

  test("escapes names in the SVG", () => {
    const odd = new Table(columns, { ...cells, well: ["<script>", "a&b", "c", "d"] });
    const svg = bundleOf({ x: "well", y: "area" }, odd)["image/svg+xml"];
    expect(svg).toContain("&lt;script&gt;");
    expect(svg).not.toContain("<script>");
  });
});
