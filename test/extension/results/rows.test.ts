import { describe, expect, test } from "@jest/globals";
import { csvOf } from "#extension/results/csv.js";
import { parseFilter } from "#extension/results/filters.js";
import { Gates, rowsIn } from "#extension/results/gates.js";
import { placeOf, rowsAt } from "#extension/results/places.js";
import { cellOf, columnOf, type ResultTable } from "#extension/results/resultTable.js";
import { rowsThat, sorted } from "#extension/results/rowOrder.js";
import { ShownRows } from "#extension/results/shownRows.js";
import { wellTable } from "#extension/results/wells.js";
import { contentHeight, rowWindow, scrollTo } from "#extension/results/window.js";
import { parseCsv, toCsv } from "#lib/results/index.js";
import { inPage, objects } from "./table.js";

const table: ResultTable = await inPage(objects);
const all = rowsThat(table.length, []);

function passing(column: string, text: string): number[] {
  const test = parseFilter(columnOf(table, column)!, text);
  return [...rowsThat(table.length, test === null ? [] : [test])];
}

describe("filters", () => {
  test.each([
    ["area", ">10", [0, 4, 5]],
    ["area", "3.25 .. 10.5", [0, 1]],
    ["area", "empty", [2]],
    ["area", "!=20", [0, 1, 3, 4]],
    ["label", "70000", [4]],
    ["well", "a1", [1, 4]],
    ["well", "=A02", [0, 2, 5]],
    ["well", "!=a02", [1, 3, 4]],
    ["bright", "false", [1, 4]],
    ["bright", "", [0, 1, 2, 3, 4, 5]],
  ])("%s %s", (column, text, rows) => {
    expect(passing(column, text)).toEqual(rows);
  });

  test.each([
    ["area", "large"],
    ["area", "9..2"],
    ["bright", "maybe"],
  ])("%s %s says what to type", (column, text) => {
    expect(() => passing(column, text)).toThrow(/^Type .*\.$/);
  });
});

describe("sorting", () => {
  test("puts wells as people do, and equal ones in their order", () => {
    expect([...sorted(all, columnOf(table, "well")!, "ascending")]).toEqual([0, 2, 5, 1, 4, 3]);
  });

  test("puts missing cells last in both directions", () => {
    expect([...sorted(all, columnOf(table, "area")!, "ascending")]).toEqual([3, 1, 0, 5, 4, 2]);
    expect([...sorted(all, columnOf(table, "area")!, "descending")]).toEqual([4, 5, 0, 1, 3, 2]);
  });

  test("goes from up over down to none, and keeps the filter", () => {
    const shown = new ShownRows(table, new Gates());
    shown.filter("site", "1");
    shown.sort("area");
    expect([...shown.rows]).toEqual([3, 1, 0, 5, 4]);
    shown.sort("area");
    expect([...shown.rows]).toEqual([4, 5, 0, 1, 3]);
    shown.sort("area");
    expect([...shown.rows]).toEqual([0, 1, 3, 4, 5]);
  });
});

describe("gates", () => {
  const corners = [
    [0, 0],
    [3, 0],
    [3, 50],
    [0, 50],
  ] as const;

  test("hold the rows whose points lie inside, and none that lack a value", () => {
    expect([...rowsIn(table, { name: "small", x: "label", y: "area", corners })]).toEqual([0, 1, 3, 5]);
  });

  test("are outlines of any form", () => {
    const notch = [
      [0, 0],
      [3, 0],
      [3, 50],
      [2, 5],
      [0, 50],
    ] as const;
    expect([...rowsIn(table, { name: "notched", x: "label", y: "area", corners: notch })]).toEqual([0, 1, 3]);
  });

  test("are shown alone, and are a column of a CSV file", () => {
    const gates = new Gates();
    gates.add({ name: gates.freeName, x: "label", y: "area", corners });
    const shown = new ShownRows(table, gates);
    shown.gate("gate 1");
    expect([...shown.rows]).toEqual([0, 1, 3, 5]);
    const saved = parseCsv(csvOf(table, all, gates.all));
    expect(saved.column("gate 1")).toEqual([true, true, false, true, false, true]);
    expect(gates.freeName).toBe("gate 2");
  });
});

describe("a CSV file of a page", () => {
  test("is that of the library", () => {
    expect(csvOf(table, all)).toBe(toCsv(objects));
  });
});

describe("places", () => {
  test("say which object a row is about", () => {
    expect(placeOf(table, 4)).toMatchObject({ well: "A10", site: 1, label: 70000, channel: null, x: null });
  });

  test("find the rows of an object, of a well, and of several", () => {
    expect(rowsAt(table, [{ well: "A02", site: 1, label: 2 }])).toEqual([5]);
    expect(rowsAt(table, [{ well: "A02" }])).toEqual([0, 2, 5]);
    expect(rowsAt(table, [{ well: "B01" }, { well: "A02", site: 2, label: 1, z: 3 }])).toEqual([2, 3]);
  });
});

describe("wells", () => {
  test("have a row each with the mean of what was measured", () => {
    const wells = wellTable(table, all);
    const cells = (name: string) => Array.from({ length: 3 }, (_, row) => cellOf(columnOf(wells, name)!, row));
    expect(wells.columns.map(({ name }) => name)).toEqual(["well", "rows", "mean area"]);
    expect(cells("well")).toEqual(["A02", "A10", "B01"]);
    expect(cells("rows")).toEqual([3, 2, 1]);
    expect(cells("mean area")).toEqual([15.25, (3.25 + 99.125) / 2, 1e-3]);
  });
});

describe("the window of a long list", () => {
  test.each([100, 100_000, 3_000_000])("reaches both ends of %i rows", (rows) => {
    const height = contentHeight(rows, 24);
    expect(rowWindow(0, 480, rows, 24)).toMatchObject({ first: 0, top: 0 });
    const { end, first, top } = rowWindow(height, 480, rows, 24);
    expect(end).toBe(rows);
    expect(top + (rows - first) * 24).toBeCloseTo(height);
  });

  test("draws no more rows than are seen and two on each side", () => {
    const { first, end } = rowWindow(1_000_000, 480, 100_000, 24);
    expect(end - first).toBeLessThanOrEqual(25);
  });

  test.each([0, 12_345, 2_999_999])("brings row %i of three million into view", (row) => {
    const at = scrollTo(row, 4_000_000, 480, 3_000_000, 24);
    const { first, end } = rowWindow(at, 480, 3_000_000, 24);
    expect(row).toBeGreaterThanOrEqual(first);
    expect(row).toBeLessThan(end);
    expect(scrollTo(row, at, 480, 3_000_000, 24)).toBeCloseTo(at, 3);
  });
});
