// Scripts that toCode wrote are run as they are.
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineConfig } from "#lib/config/index.js";
import { countCellsSingleChannel, maxProjection, tophat } from "#lib/functions/library/index.js";
import { type CodeValue, FunctionStep, Orchestration, Pipeline, toCode } from "#lib/pipeline/index.js";
import { resultHashes, temporaryFolder, writePlate } from "../engine/support.js";
import { describeWithPlates } from "../realPlates.js";

jest.setTimeout(120_000); // engines compute on busy machines

const folder = temporaryFolder();
const pipeline = new Pipeline({
  name: "it's generated",
  steps: [
    new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
    new FunctionStep({ name: "off", func: tophat.with({ selemRadius: 99 }), enabled: false }),
    new FunctionStep({ name: "count", func: { "1": [tophat.with({ selemRadius: 9 }), countCellsSingleChannel] } }),
  ],
});

function titerRun(name: string, value: CodeValue, clean: boolean, ...args: readonly string[]) {
  const file = join(folder, `${name}.ts`);
  const out = join(folder, name);
  writeFileSync(file, toCode(value, { clean }));
  const all = ["lib/dist/cli/main.js", "run", file, ...args, "--out", out, "--executor", "inline", "--json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  const runs = stdout.split("\n").flatMap((line): unknown[] => (line === "" ? [] : [JSON.parse(line)]));
  return { status, stderr, out, runs };
}

describeWithPlates("generated scripts on a real plate", (plates) => {
  test("a pipeline gives the same bytes written clean and with defaults", () => {
    const plate = join(plates, "ix_faim_9987_3433");
    const clean = titerRun("clean", pipeline, true, plate);
    expect(clean).toMatchObject({ status: 0, stderr: "", runs: [{ state: "completed", failures: [] }] });
    const full = titerRun("full", pipeline, false, plate);
    expect(resultHashes(full.out)).toEqual(resultHashes(clean.out));
  });
});

test("an orchestration runs over its plates, each with its own config", () => {
  const [a, b] = ["a", "b"].map((name) => writePlate(join(folder, name), ["A01", "A02"], 1, 1, 1));
  const config = new PipelineConfig({ pathPlanningConfig: { outputDirSuffix: "_done" } });
  const plates = [
    { path: a!, pipeline },
    { path: b!, pipeline, config: new PipelineConfig({ wellFilterConfig: { wellFilter: ["A02"] } }) },
  ];
  const { status, runs, out } = titerRun("both", new Orchestration({ plates, config }), true);
  expect([status, runs]).toEqual([0, [expect.objectContaining({ wells: 2 }), expect.objectContaining({ wells: 1 })]]);
  expect(readdirSync(out).sort()).toEqual(["a_done", "b_done", "global_metaxpress_summary.csv"]);
});

test("two plates with one place for results are refused before anything is written", () => {
  const plate = writePlate(join(folder, "c"), ["A01"], 1, 1, 1);
  const same = new Orchestration({
    plates: [
      { path: plate, pipeline },
      { path: plate, pipeline },
    ],
  });
  const { status, stderr, runs } = titerRun("same", same, true);
  expect([status, runs]).toEqual([1, []]);
  expect(stderr).toContain("results of two plates");
  expect(readdirSync(folder)).not.toContain("same");
});

test("an orchestration takes no plate on the command line, a pipeline needs one", () => {
  const plate = writePlate(join(folder, "d"), ["A01"], 1, 1, 1);
  const one = new Orchestration({ plates: [{ path: plate, pipeline }] });
  expect(titerRun("named", one, true, plate)).toMatchObject({ status: 2, runs: [] });
  expect(titerRun("unnamed", pipeline, true)).toMatchObject({ status: 2, runs: [] });
});
