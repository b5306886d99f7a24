import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, jest, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Plate } from "#lib/engine/plate.js";
import type { Run } from "#lib/engine/run.js";
import { displaySymbol, planeMime, type RunOutput, runMime, setDisplayHost } from "#lib/protocol/index.js";
import { pipeline, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const shown: { readonly state: RunOutput; readonly id: string; readonly update: boolean }[] = [];
let plate: Plate;
let run: Run;

beforeAll(async () => {
  plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "B02"]));
  const plan = await plate.compile(pipeline, { outputRoot: join(folder, "output") });
  setDisplayHost({
    display: (bundle, options) => shown.push({ state: bundle[runMime] as RunOutput, ...options }),
  });
  run = plate.execute(plan, { executor: "inline" });
  await run;
  setDisplayHost(undefined);
});

test("a table has a row per plane, wells in the plan's order, and is the CSV file", () => {
  const counts = run.table("count");
  expect(counts.columns.map(({ name }) => name)).toEqual([
    ...["well", "site", "channel", "z", "timepoint"],
    ...["cellCount", "threshold", "meanArea"],
  ]);
  expect(counts.column("well")).toEqual(["A01", "A01", "A01", "A01", "B02", "B02", "B02", "B02"]);
  expect(new Set(counts.rows().map(({ site, channel }) => `${site} ${channel}`))).toEqual(
    new Set(["1 1", "1 2", "2 1", "2 2"]),
  );
  const lines = readFileSync(join(run.output, "results", "count_counts.csv"), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines).toHaveLength(9);
  expect(lines[1]).toBe(Object.values(counts.row(0)).join(","));
});

test("cells and counts agree", () => {
  const cells = run.table("count", "cells");
  for (const { well, site, channel, cellCount } of run.table("count").rows()) {
    const mine = cells.filter((row) => row.well === well && row.site === site && row.channel === channel);
    expect(mine).toHaveLength(Number(cellCount));
  }
  expect(cells.length).toBeGreaterThan(20);
});

test("a table or step that is not there is refused with what is", () => {
  expect(() => run.table("cuont")).toThrow(/Did you mean "count"/);
  expect(() => run.table("count", "nuclei")).toThrow(/counts, cells/);
  expect(() => run.table("tophat")).toThrow(/Steps with tables: count/);
});

test("images of plate and result show themselves and name what they are", async () => {
  const raw = plate.image({ well: "A01", site: 2, channel: 2, z: 2 });
  expect(String(raw)).toBe("plate, well A01, site 2, W2, z 2: 128 x 96 uint16");
  const result = run.image({ well: "A01", site: 2, channel: 2 });
  expect(result.header).toMatchObject({ dtype: "uint16", height: 96, width: 128 });
  const bundle = await result[displaySymbol]();
  expect(Object.keys(bundle)).toEqual(expect.arrayContaining([planeMime, "image/png", "text/plain"]));
});

test.each([
  [{ well: "A1" }, "UNKNOWN_WELL", /A01, B02/],
  [{ well: "A01", site: 7 }, "UNKNOWN_SITE", /1, 2/],
  [{ well: "A01", channel: "DAPI" }, "UNKNOWN_CHANNEL", /1 \(/],
  [{ well: "A01", z: 9 }, "UNKNOWN_Z", /1, 2/],
])("the plane %j is refused with what there is", (choice, code, text) => {
  expect(() => plate.image(choice)).toThrow(expect.objectContaining({ code, todo: expect.stringMatching(text) }));
});

test("a notebook sees the run at once, in one place, and its end", () => {
  expect(shown[0]).toMatchObject({ update: false, state: { state: "queued", progress: 0 } });
  expect(shown.at(-1)).toMatchObject({ update: true, state: { state: "completed", progress: 1 } });
  expect(new Set(shown.map(({ id }) => id)).size).toBe(1);
  expect(shown.slice(1).every(({ update }) => update)).toBe(true);
});

test("nothing unfinished is left in the output", () => {
  const names = readdirSync(run.output, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => /tmp|lock/.test(name))).toEqual([]);
});
