import { describe, expect, test } from "@jest/globals";
import { parseTable } from "#extension/results/parse.js";
import { cellOf } from "#extension/results/resultTable.js";
import { type TableOutput, tableMime } from "#lib/protocol/table.js";
import { packTable, Table } from "#lib/results/index.js";
import { inPage, objects } from "./table.js";

async function packed(): Promise<TableOutput> {
  return (await objects.toBundle())[tableMime] as TableOutput;
}

describe("a table in a page", () => {
  test("has the cells of the table in the kernel, missing ones too", async () => {
    const table = await inPage(objects);
    for (const { name } of objects.columns) {
      const column = table.columns.find((one) => one.name === name)!;
      expect(Array.from({ length: 6 }, (_, row) => cellOf(column, row))).toEqual(objects.column(name));
    }
    expect(table).toMatchObject({ title: "objects of screen-1", length: 6, total: 6, source: { runId: "r1" } });
    expect(table.columns[3]).toMatchObject({ unit: "µm²", doc: "Its size." });
  });

  test("keeps numbers that need all bits of a double", async () => {
    const values = [0.1, Math.PI, -1e300, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53];
    const table = await inPage(new Table([{ name: "v", type: "number" }], { v: values }));
    expect(Array.from(values, (_, row) => cellOf(table.columns[0]!, row))).toEqual(values);
  });

  test("stores whole numbers in the smallest form that holds them", async () => {
    const { columns } = await packed();
    expect(columns.map(({ stored }) => stored)).toEqual(["uint8", "uint8", "int32", "float64", "uint8"]);
  });

  test("holds the first rows of a table that is too large for a notebook", async () => {
    const noise = Array.from({ length: 5000 }, (_, i) => Math.sin(i * i));
    const output = await packTable(new Table([{ name: "v", type: "number" }], { v: noise }), 20_000);
    expect(output.length).toBe(5000);
    expect(output.held).toBeGreaterThan(1000);
    expect(output.held).toBeLessThan(5000);
    const table = await parseTable(output);
    expect(cellOf(table.columns[0]!, output.held - 1)).toBe(noise[output.held - 1]);
  });

  test("names the fields that are wrong", async () => {
    const wrong = { ...(await packed()), held: 9, columns: [{}] };
    await expect(parseTable(wrong)).rejects.toThrow("wrong or missing: held, columns");
  });

  test("refuses columns of another length", async () => {
    await expect(parseTable({ ...(await packed()), held: 5 })).rejects.toThrow("column well holds 6 bytes, not 5");
  });

  test("refuses texts that are not there", async () => {
    const output = await packed();
    const columns = output.columns.map((column) => (column.name === "well" ? { ...column, texts: ["A02"] } : column));
    await expect(parseTable({ ...output, columns })).rejects.toThrow("column well points outside of its texts");
  });

  test("says that another version needs another Titer", async () => {
    await expect(parseTable({ ...(await packed()), version: 2 })).rejects.toThrow("Update Titer");
  });
});
