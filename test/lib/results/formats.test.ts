import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { saveTable } from "#lib/results/disk/save.js";
import { Table } from "#lib/results/index.js";
import { python } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-tables-"));
afterAll(() => rmSync(folder, { recursive: true }));

const table = new Table(
  [
    { name: "well", type: "string", doc: "Well." },
    { name: "site", type: "integer" },
    { name: "area", type: "number", unit: "\u00b5m\u00b2", doc: "Area." },
    { name: "kept", type: "boolean" },
  ],
  {
    well: ["A01", 'B\u00e4r, "x"', ""],
    site: [1, null, 2 ** 40],
    area: [0.1, Number.NaN, null],
    kept: [true, false, null],
  },
);

test("pyarrow reads a Parquet file with its types, missing values and units", async () => {
  const path = join(folder, "table.parquet");
  saveTable(path, table);
  const answer = await python(
    `import sys, json, pyarrow.parquet as pq
t = pq.read_table(sys.stdin.read())
print(json.dumps({"types": {f.name: str(f.type) for f in t.schema}, "rows": json.dumps(t.to_pydict()), "columns": json.loads(t.schema.metadata[b"titer.columns"])}))`,
    path,
  );
  const { types, rows, columns } = answer as { types: object; rows: string; columns: object };
  expect(types).toEqual({ well: "string", site: "int64", area: "double", kept: "bool" });
  expect(JSON.parse(rows.replace("NaN", '"NaN"'))).toEqual({
    well: ["A01", 'B\u00e4r, "x"', ""],
    site: [1, null, 2 ** 40],
    area: [0.1, "NaN", null],
    kept: [true, false, null],
  });
  expect(columns).toEqual(table.columns);
});

test("an empty table is a Parquet file with its columns", async () => {
  const path = join(folder, "empty.parquet");
  saveTable(path, new Table([{ name: "area", type: "number" }], { area: [] }));
  const script =
    "import sys, json, pyarrow.parquet as pq; t = pq.read_table(sys.stdin.read()); print(json.dumps([t.num_rows, t.column_names]))";
  expect(await python(script, path)).toEqual([0, ["area"]]);
});

test("JSON has columns with types and units, and rows; every JSON reader takes it", () => {
  const path = join(folder, "table.json");
  saveTable(path, table);
  const { columns, rows } = JSON.parse(readFileSync(path, "utf8"));
  expect(columns).toEqual(table.columns);
  expect(rows[1]).toEqual({ well: 'B\u00e4r, "x"', site: null, area: "NaN", kept: false });
});

test("another ending is refused with those that there are, and nothing is written", () => {
  const before = readdirSync(folder);
  expect(() => saveTable(join(folder, "table.xlsx"), table)).toThrow(/\.csv, \.json, \.parquet/);
  expect(readdirSync(folder)).toEqual(before);
});
