import { describe, expect, test } from "@jest/globals";
import { displaySymbol } from "#lib/protocol/display.js";
import { Table } from "#lib/results/index.js";

const table = new Table(
  [
    { name: "well", type: "string" },
    { name: "label", type: "integer" },
    { name: "area", type: "number", unit: "µm²" },
  ],
  { well: ["A01", "A02", "A01"], label: [1, 2, 3], area: [10.5, null, 20] },
);

describe("Table", () => {
  test("filters rows", () => {
    expect(table.filter((row) => row.well === "A01").column("label")).toEqual([1, 3]);
  });

  test("averages only what is named, without missing values", () => {
    const means = table.groupMean("well", "area");
    expect(means.rows()).toEqual([
      { well: "A01", n: 2, area: 15.25 },
      { well: "A02", n: 1, area: null },
    ]);
    expect(means.columns.map(({ name }) => name)).toEqual(["well", "n", "area"]);
  });

  test("refuses to average text", () => {
    expect(() => table.groupMean("label", "well")).toThrow(expect.objectContaining({ code: "NOT_A_NUMBER" }));
  });

  test("names the closest column", () => {
    expect(() => table.column("aera")).toThrow(/Did you mean "area"/);
  });

  test("refuses columns of different length", () => {
    expect(() => new Table(table.columns, { well: ["A01"], label: [], area: [] })).toThrow(
      expect.objectContaining({ code: "TABLE_UNEVEN" }),
    );
  });

  test("puts tables one below the other", () => {
    expect(Table.concat([table, table]).length).toBe(6);
  });

  test("is aligned text", () => {
    expect(String(table)).toBe(
      ["well  label  area (µm²)", "A01       1        10.5", "A02       2", "A01       3          20"].join("\n"),
    );
  });

  test("shows escaped HTML with the number of rows left out", async () => {
    const names = Array.from({ length: 25 }, () => '<img src="x">');
    const bundle = await new Table([{ name: "name", type: "string" }], { name: names })[displaySymbol]();
    expect(bundle["text/html"]).not.toContain("<img");
    expect(bundle["text/html"]).toContain("&#60;img src=&#34;x&#34;&#62;");
    expect(bundle["text/html"]).toContain("5 more rows (25 in all)");
  });
});
