import { describe, expect, test } from "@jest/globals";
import { displaySymbol, type MimeBundle } from "#lib/protocol/display.js";
import { type FigureParts, figure, type PlotOptions, Table } from "#lib/results/index.js";
import { plotlyMime } from "#lib/results/plot/plot.js";

const table = new Table(
  [
    { name: "well", type: "string" },
    { name: "cells", type: "integer" },
    { name: "area", type: "number", unit: "µm²" },
  ],
  { well: ["A01", "A02", "A03"], cells: [4, 9, 2], area: [10.5, 12, 30] },
);

async function shown(parts: FigureParts): Promise<MimeBundle> {
  return figure(parts)[displaySymbol]();
}

describe("a plotly figure of one's own", () => {
  test.each<PlotOptions>([
    { x: "well", y: "cells" },
    { x: "cells", y: "area", kind: "scatter" },
  ])("has the still picture that our own plot of the same numbers has: $x", async (options) => {
    const own = await table.plot(options)[displaySymbol]();
    const again = await shown(own[plotlyMime] as FigureParts);
    expect(again["image/svg+xml"]).toBe(own["image/svg+xml"]);
  });

  test("of a histogram has bars with the counts of the values", async () => {
    const bundle = await shown({ data: [{ type: "histogram", x: [1, 1, 2, 7, 9, 10] }] });
    expect(bundle["text/plain"]).toMatch(/^histogram plot of count against/);
    const counts = [...String(bundle["text/plain"]).matchAll(/: (\d+)$/gm)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(6);
  });

  test("of boxes has the quartiles", async () => {
    const bundle = await shown({ data: [{ type: "box", name: "a", y: [1, 2, 3, 4, 5] }] });
    expect(bundle["text/plain"]).toContain("a median: 3");
  });

  test("keeps what it was given for plotly, whatever it is", async () => {
    const parts = { data: [{ type: "surface", z: [[1, 2]] }], layout: { title: { text: "t" } } };
    expect((await shown(parts))[plotlyMime]).toEqual({ ...parts, config: {} });
  });

  test.each([
    ["surface", [{ type: "surface" }], "traces of type surface are drawn only in a browser"],
    ["bar, scatter", [{ type: "bar" }, {}], "its traces are of several types"],
    ["bar", [{ type: "bar", x: ["a"] }], "it has no numbers along y"],
    ["", [], "it has no traces"],
  ])("says why there is no still picture: %s", async (_, data, why) => {
    const bundle = await shown({ data });
    expect(bundle["image/svg+xml"]).toBeUndefined();
    expect(bundle["text/plain"]).toContain(`No still picture: ${why}.`);
  });

  test("is refused without a list of traces", () => {
    expect(() => figure({} as never)).toThrow("a figure needs a list of traces");
  });
});
