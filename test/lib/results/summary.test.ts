import { expect, test } from "@jest/globals";
import { globalSummaryCsv, parseCsv, plateSummary, summarize, summaryCsv, Table } from "#lib/results/index.js";
import { python } from "../python.js";

const cells = new Table(
  [
    { name: "well", type: "string" },
    { name: "site", type: "integer" },
    { name: "label", type: "integer" },
    { name: "objectId", type: "integer" },
    { name: "area", type: "number", unit: "px\u00b2" },
    { name: "name", type: "string" },
  ],
  {
    well: ["A01", "A01", "A01", "A10", "A10"],
    site: [1, 1, 2, 1, 1],
    label: [1, 2, 1, 1, 2],
    objectId: [7, 8, 9, 10, 11],
    area: [10, 20, 60, 5, null],
    name: ["a", "b", "c", "d", "e"],
  },
);
const metadata = {
  barcode: null,
  plateName: "screen, 1",
  plateId: "P-7",
  description: null,
  acquisitionUser: "Titer",
  zStep: 1,
};

test("each well has its objects, mean, median, SD and n; identifiers and texts have no mean", () => {
  const summary = summarize(cells);
  expect(summary.columns.map(({ name, unit }) => [name, unit])).toEqual([
    ["well", undefined],
    ["count", undefined],
    ["areaMean", "px\u00b2"],
    ["areaMedian", "px\u00b2"],
    ["areaSd", "px\u00b2"],
    ["areaN", undefined],
  ]);
  expect(summary.row(0)).toEqual({
    well: "A01",
    count: 3,
    areaMean: 30,
    areaMedian: 20,
    areaSd: Math.sqrt(700),
    areaN: 3,
  });
  expect(summary.row(1)).toEqual({ well: "A10", count: 2, areaMean: 5, areaMedian: 5, areaSd: null, areaN: 1 });
});

test("statistics are those of numpy", async () => {
  const values = Array.from({ length: 1001 }, (_, i) => ((i * 7919) % 1009) / 7);
  const table = new Table([{ name: "v", type: "number" }], { v: values });
  const [mean, median, sd] = (await python(
    "import sys, json, numpy as np; v = np.array(json.load(sys.stdin)); print(json.dumps([v.mean(), np.median(v), v.std(ddof=1)]))",
    JSON.stringify(values),
  )) as number[];
  const row = summarize(table, { by: [] }).row(0);
  expect(row).toEqual({
    count: 1001,
    vMean: expect.closeTo(mean ?? 0, 10),
    vMedian: median,
    vSd: expect.closeTo(sd ?? 0, 10),
    vN: 1001,
  });
});

test("a well without objects has 0 of them; other groups and columns can be chosen; identifiers are refused", () => {
  expect(summarize(cells, { wells: ["A01", "A02", "A10"] }).rows()[1]).toMatchObject({
    well: "A02",
    count: 0,
    areaMean: null,
    areaN: 0,
  });
  expect(
    summarize(cells, { by: ["well", "site"], of: [] })
      .rows()
      .map((row) => Object.values(row)),
  ).toEqual([
    ["A01", 1, 2],
    ["A01", 2, 1],
    ["A10", 1, 2],
  ]);
  expect(() => summarize(cells, { of: ["label"] })).toThrow(/holds no measurements.*area/);
  expect(() => summarize(cells, { of: ["site"] })).toThrow(expect.objectContaining({ code: "IDENTIFIER" }));
  expect(() => summarize(cells, { by: ["wel"] })).toThrow(/no column "wel"/);
});

test("9: the MetaXpress-style summary counts objects, averages no identifier, names no hash and is the same on every run", () => {
  const summary = () =>
    summaryCsv(plateSummary(["A01", "A02", "A10"], [{ name: "count cells", table: cells }], metadata), true);
  const lines = summary().split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "Barcode,,,,,",
    'Plate Name,"screen, 1",,,,',
    "Plate ID,P-7,,,,",
    "Description,,,,,",
    "Acquisition User,Titer,,,,",
    "Z Step,1,,,,",
  ]);
  expect(lines[6]).toBe(
    "Well,Number of Objects (count cells),Area Mean [px\u00b2] (count cells),Area Median [px\u00b2] (count cells),Area Sd [px\u00b2] (count cells),Area N (count cells)",
  );
  expect(lines.slice(7)).toEqual([`A01,3,30,20,${Math.sqrt(700)},3`, "A02,0,,,,0", "A10,2,5,5,,1", ""]);
  expect(summary()).toBe(summary());
});

test("without MetaXpress' rows the summary is a plain table", () => {
  const text = summaryCsv(plateSummary(["A01"], [{ name: "n", table: cells }], metadata), false);
  expect(parseCsv(text).column("Number of Objects (n)")).toEqual([3]);
});

test("several plates' summaries stand below each other, with the union of their columns", () => {
  const other = new Table(
    [
      { name: "well", type: "string" },
      { name: "length", type: "number" },
    ],
    { well: ["B02"], length: [4] },
  );
  const one = plateSummary(["A01"], [{ name: "cells", table: cells }], { ...metadata, plateName: "one" });
  const two = plateSummary(["B02"], [{ name: "neurites", table: other }], { ...metadata, plateName: "two" });
  const table = parseCsv(globalSummaryCsv([one, two], false));
  expect(table.column("Plate")).toEqual(["one", "two"]);
  expect(table.column("Area Mean [px\u00b2] (cells)")).toEqual([30, null]);
  expect(table.column("Length Mean (neurites)")).toEqual([null, 4]);
  expect(globalSummaryCsv([one, two], true).split("\n")[1]).toMatch(/^Plate Name,one; two,/);
});
