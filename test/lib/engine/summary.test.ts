import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { PlatesRun } from "#lib/engine/platesRun.js";
import { parseCsv } from "#lib/results/index.js";
import { python } from "../python.js";
import { pipeline, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const wells = ["A01", "A10", "B02"];
const own = {
  plateMetadataConfig: { barcode: "X,1", plateId: "P1", plateName: "screen" },
  analysisConsolidationConfig: { outputFilename: "all.csv", excludePatterns: [".*counts.*"] },
};

async function compiled(name: string, config: object) {
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, name), wells));
  const plan = await withConfig("pipeline", config, () =>
    plate.compile(pipeline, { outputRoot: join(folder, "out", name) }),
  );
  return { plate, plan };
}

async function execute(name: string, config: object = {}) {
  const { plate, plan } = await compiled(name, config);
  const run = plate.execute(plan, { executor: "inline" });
  await run;
  const text = (file: string) => readFileSync(join(run.output, "results", file), "utf8");
  return { run, text };
}

test("9: a run leaves a summary of its wells from the rows of objects, and it is the same on every run", async () => {
  const { run, text } = await execute("one");
  const lines = text("metaxpress_style_summary.csv").split("\n");
  expect(lines.slice(0, 6).map((line) => line.split(",")[0])).toEqual(
    "Barcode,Plate Name,Plate ID,Description,Acquisition User,Z Step".split(","),
  );
  const summary = parseCsv(lines.slice(6).join("\n"));
  expect(summary.column("Well")).toEqual(wells);
  const cells = run.table("count", "cells");
  const areas = (well: string) =>
    cells
      .rows()
      .filter((row) => row.well === well)
      .map((row) => Number(row.area));
  expect(summary.column("Number of Objects (count cells)")).toEqual(wells.map((well) => areas(well).length));
  const means = wells.map((well) => areas(well).reduce((sum, area) => sum + area, 0) / areas(well).length);
  expect(summary.column("Area Mean [px²] (count cells)")).toEqual(means);
  expect(summary.columns.filter(({ name }) => /Site|Channel|Label|Timepoint/.test(name))).toEqual([]);
  expect((await execute("one-again")).text("metaxpress_style_summary.csv").replace("one-again", "one")).toBe(
    text("metaxpress_style_summary.csv"),
  );
});

test("a run leaves a heat map of each table: of objects their number, of images their first measurement", async () => {
  const { run, text } = await execute("map");
  const counts = run.table("count");
  for (const well of wells) {
    const cells = run.table("count", "cells").filter((row) => row.well === well).length;
    expect(text("count_cells_count.svg")).toContain(`<title>${well}: ${cells}</title>`);
    const images = counts.filter((row) => row.well === well).column("cellCount") as number[];
    const mean = images.reduce((sum, count) => sum + count, 0) / images.length;
    expect(text("count_counts_cellCount.svg")).toContain(`<title>${well}: ${mean}</title>`);
  }
});

test("the Parquet file of a table is its CSV file", async () => {
  const { run, text } = await execute("two");
  const script = `import sys, json, pyarrow.parquet as pq
t = pq.read_table(sys.stdin.read()); print(json.dumps({"types": {f.name: str(f.type) for f in t.schema}, "rows": t.to_pydict()}))`;
  const read = await python(script, join(run.output, "results", "count_cells.parquet"));
  const { types, rows } = read as { types: Record<string, string>; rows: Record<string, unknown[]> };
  expect(types).toMatchObject({ well: "string", site: "int64", label: "int64", area: "double", x: "double" });
  const csv = parseCsv(text("count_cells.csv"));
  for (const { name } of csv.columns) expect(rows[name]).toEqual(csv.column(name));
});

test("what the summary says of the plate, its file and its tables can be set, and it can be switched off", async () => {
  const { text } = await execute("three", own);
  const lines = text("all.csv").split("\n");
  expect(lines[0]).toMatch(/^Barcode,"X,1",/);
  expect(lines[2]).toMatch(/^Plate ID,P1,/);
  expect(lines[6]).toContain("count cells");
  expect(lines[6]).not.toContain("count counts");
  const off = await execute("four", { analysisConsolidationConfig: { enabled: false } });
  expect(existsSync(join(off.run.output, "results", "metaxpress_style_summary.csv"))).toBe(false);
});

test.each([
  [{ outputFilename: "../up.csv" }, /can't be the name of a summary/],
  [{ outputFilename: "count_cells.csv" }, /can't be the name of a summary/],
  [{ excludePatterns: ["("] }, /is no regular expression/],
])("a summary that cannot be is refused at compile: %j", async (fields, message) => {
  await expect(compiled("five", { analysisConsolidationConfig: fields })).rejects.toThrow(message);
});

const named = (plateName: string) => ({ plateMetadataConfig: { plateName } });

test("several plates get a summary of all, beside their folders", async () => {
  const plates = [await compiled("six", named("six")), await compiled("seven", named("seven"))];
  const { summary, state } = await new PlatesRun(plates, { executor: "inline" });
  expect([state, summary]).toEqual(["completed", join(folder, "out", "global_metaxpress_summary.csv")]);
  const rows = readFileSync(String(summary), "utf8").split("\n").slice(6).join("\n");
  const table = parseCsv(rows);
  expect(table.column("Plate")).toEqual([...wells.map(() => "six"), ...wells.map(() => "seven")]);
  expect(table.column("Well")).toEqual([...wells, ...wells]);
  expect(dirname(String(summary))).toBe(join(folder, "out"));
});
