import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { ExecuteOptions } from "#lib/engine/sources.js";
import { gaussianBlur } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { resultHashes, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const wells = ["A01", "A02", "B01"];
const blur = (sigma: number) => [new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma }) })];

/** Runs over some wells of a plate; gives the states of the wells. */
async function statesOf(
  source: string,
  outputRoot: string,
  { sigma = 2, some = wells, ...options }: { sigma?: number; some?: readonly string[] } & ExecuteOptions = {},
): Promise<Record<string, string>> {
  const plate = await PipelineOrchestrator.open(source);
  const filter = { wellFilterConfig: { wellFilter: [...some] } };
  const plan = await withConfig("pipeline", filter, () => plate.compile(blur(sigma), { outputRoot }));
  const { wells: ended } = await plate.execute(plan, { executor: "inline", ...options });
  return Object.fromEntries(ended.map(({ well, state }) => [well, state]));
}

async function fresh(source: string, name: string, options: { sigma?: number; some?: readonly string[] } = {}) {
  const output = join(folder, name);
  await statesOf(source, output, options);
  const hashes = resultHashes(output);
  rmSync(output, { recursive: true });
  return hashes;
}

test("a file that changed has its own well done again, and only that", async () => {
  const source = writePlate(join(folder, "plate-1"), wells, 1, 1, 1);
  const output = join(folder, "changed-input");
  await statesOf(source, output);
  const file = join(source, "TimePoint_1", "ZStep_1", "plate_A02_s1_w1.TIF");
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes.writeUInt16LE(60_000, 8); // a pixel: encodeTiff puts the strip right behind the header
  writeFileSync(file, bytes);
  utimesSync(file, atime, new Date(mtime.getTime() + 5000));
  expect(await statesOf(source, output)).toEqual({ A01: "skipped", A02: "done", B01: "skipped" });
  expect(resultHashes(output)).toEqual(await fresh(source, "changed-input-fresh"));
});

test("a plan with one more well does that well, when it may go on with the other plan's results", async () => {
  const source = writePlate(join(folder, "plate-2"), wells, 1, 1, 1);
  const output = join(folder, "more-wells");
  await statesOf(source, output, { some: ["A01", "B01"] });
  await expect(statesOf(source, output)).rejects.toMatchObject({
    code: "OUTPUT_OTHER_PLAN",
    todo: expect.stringContaining("--resume"),
  });
  const states = await statesOf(source, output, { resume: true });
  expect(states).toEqual({ A01: "skipped", A02: "done", B01: "skipped" });
  expect(resultHashes(output)).toEqual(await fresh(source, "more-wells-fresh"));
});

test("a plan with another value does all wells again", async () => {
  const source = writePlate(join(folder, "plate-3"), wells, 1, 1, 1);
  const output = join(folder, "other-value");
  await statesOf(source, output);
  const states = await statesOf(source, output, { sigma: 3, resume: true });
  expect(states).toEqual({ A01: "done", A02: "done", B01: "done" });
  expect(resultHashes(output)).toEqual(await fresh(source, "other-value-fresh", { sigma: 3 }));
});
