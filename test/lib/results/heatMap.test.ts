import { expect, test } from "@jest/globals";
import { displaySymbol } from "#lib/protocol/display.js";
import { heatMap, Table } from "#lib/results/index.js";

const table = new Table(
  [
    { name: "well", type: "string" },
    { name: "area", type: "number", unit: "px\u00b2" },
  ],
  { well: ["A01", "A01", "B03", "H12"], area: [10, 20, 40, null] },
);

test("wells lie where they are on the smallest plate that has them; the mean of a well's rows is shown", () => {
  const { layout, label } = heatMap(table, { value: "area" });
  expect(label).toBe("mean area (px\u00b2)");
  expect([layout.rows.length, layout.columns.length]).toEqual([8, 12]);
  expect(layout.values[0]?.[0]).toBe(15);
  expect(layout.values[1]?.[2]).toBe(40);
  expect(layout.values.flat().filter((value) => value !== null)).toHaveLength(2);
});

test.each([
  ["A06", [4, 6]],
  ["D07", [6, 8]],
  ["P24", [16, 24]],
  ["AF48", [32, 48]],
] as const)("%s lies on a plate of %j", (well, [rows, columns]) => {
  const { layout } = heatMap(new Table([{ name: "well", type: "string" }], { well: [well] }));
  expect([layout.rows.length, layout.columns.length]).toEqual([rows, columns]);
  expect(layout.values.flat().filter((value) => value === 1)).toHaveLength(1);
});

test("shows itself with plotly, as an image and as text, with the same numbers", async () => {
  const map = heatMap(table, { value: "area", title: "screen <1>" });
  const bundle = await map[displaySymbol]();
  const figure = bundle["application/vnd.plotly.v1+json"] as { data: { type: string; z: (number | null)[][] }[] };
  expect(figure.data[0]).toMatchObject({ type: "heatmap", y: [..."ABCDEFGH"] });
  expect(figure.data[0]?.z).toEqual(map.layout.values);
  expect(map.svg).toContain("<title>B03: 40</title>");
  expect(map.svg).toContain("screen &lt;1&gt;");
  expect(map.svg.match(/<rect [^>]*#f4f4f4/g)).toHaveLength(94);
  expect(map.svg).toContain('fill="#440154"'); // the least value
  expect(map.svg).toContain('fill="#fde725"'); // and the largest
  expect(bundle["text/plain"]).toMatch(/^screen <1>: mean area/);
});

test("without a column the objects are counted; identifiers are refused", () => {
  expect(heatMap(table).layout.values[0]?.[0]).toBe(2);
  const sites = new Table(
    [
      { name: "well", type: "string" },
      { name: "site", type: "integer" },
    ],
    { well: [], site: [] },
  );
  expect(() => heatMap(sites, { value: "site" })).toThrow(expect.objectContaining({ code: "IDENTIFIER" }));
});
