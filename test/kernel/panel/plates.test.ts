import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { writeTiff } from "#lib/files/disk/writeTiff.js";
import { newPlane } from "#lib/image/plane.js";
import type { FollowedRun } from "#lib/protocol/index.js";
import { stopEngine, writePlate } from "../../lib/engine/support.js";
import { KernelProcess } from "../support/kernelProcess.js";
import { Page } from "./page.js";

jest.setTimeout(120_000);

const code = `import { FunctionStep } from "titer";
import { gaussianBlur, stackPercentileNormalize } from "titer/functions";
export default [
  new FunctionStep({ name: "normalize", func: stackPercentileNormalize }),
  new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }) }),
];`;
const pipeline = { kind: "code", name: "two steps", code } as const;

let root: string;
let kernel: KernelProcess;
let page: Page;
let path: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "titer-panel-"));
  process.env.TITER_HOME = join(root, "home");
  writePlate(join(root, "plate"), ["A01", "A02", "B01"], 1, 2, 1);
  kernel = await KernelProcess.start({ TITER_HOME: join(root, "home") });
  page = await Page.open(kernel, "page", root);
});
afterAll(async () => {
  await kernel.stop();
  await stopEngine();
  rmSync(root, { recursive: true, force: true });
});

test("a plate is opened by a path of the file browser, and by one of its files", async () => {
  const facts = await page.ask("plate.open", { path: "plate" });
  path = facts.path;
  expect(facts).toMatchObject({ path: join(root, "plate"), format: "imagexpress", sites: [1], zPlanes: [1] });
  expect(facts.wells).toEqual(["A01", "A02", "B01"].map((well) => ({ well, planes: 2, missing: 0 })));
  writeFileSync(join(root, "plate", "notes.txt"), "of the screen");
  expect((await page.ask("plate.open", { path: "plate/notes.txt" })).path).toBe(path);
});

test("a single OME-TIFF opens as a plate of one well", async () => {
  const plane = newPlane({ dtype: "uint16", height: 8, width: 8 });
  mkdirSync(join(root, "single"));
  writeTiff(join(root, "single", "cells.ome.tif"), [plane], { kind: "ome" });
  const facts = await page.ask("plate.open", { path: "single/cells.ome.tif" });
  expect(facts.wells).toEqual([{ well: "A01", planes: 1, missing: 0 }]);
  expect(facts.shape).toEqual({ y: 8, x: 8 });
});

test("what is no plate is refused with what was looked for", async () => {
  writeFileSync(join(root, "note.txt"), "nothing");
  await expect(page.ask("plate.open", { path: "nowhere" })).rejects.toMatchObject({ code: "NO_SUCH_FOLDER" });
  await expect(page.ask("plate.open", { path: "home" })).rejects.toMatchObject({ code: "NOT_A_PLATE" });
});

test("the files of a plate are found by component and by words", async () => {
  const all = { path, words: "", wells: [], sites: [], channels: [], zPlanes: [], timepoints: [], offset: 0, limit: 2 };
  expect(await page.ask("plate.files", all)).toMatchObject({ found: 6, files: [{ well: "A01", channel: 1 }, {}] });
  const some = await page.ask("plate.files", { ...all, wells: ["B01"], channels: [2], limit: 10 });
  expect(some.files.map(({ well, channel, file }) => [well, channel, basename(file)])).toEqual([
    ["B01", 2, "plate_B01_s1_w2.TIF"],
  ]);
});

test("a pipeline that can't run is refused with all of its problems", async () => {
  const wrong = code.replace('name: "blur"', 'name: "blur", groupBy: "channel", variableComponents: ["channel"]');
  const refused = page.ask("plate.compile", { path, pipeline: { ...pipeline, code: wrong } });
  await expect(refused).rejects.toMatchObject({
    code: "COMPILE_FAILED",
    details: { problems: expect.arrayContaining([expect.objectContaining({ step: "blur" })]) },
  });
});

test("code that can't be read says which line", async () => {
  const refused = page.ask("plate.compile", { path, pipeline: { ...pipeline, code: "1 +\n" } });
  await expect(refused).rejects.toMatchObject({ code: "CODE_REFUSED", details: { line: 2 } });
});

test("a plate that was not compiled does not run", async () => {
  await expect(page.ask("plate.run", { path, existing: "refuse" })).rejects.toMatchObject({ code: "NOT_COMPILED" });
});

test("pipelines of the notebook's cells can be chosen", async () => {
  await kernel.client.execute(`
    import { FunctionStep } from "titer";
    import { tophat } from "titer/functions";
    const mine = [new FunctionStep({ name: "clean", func: tophat })];`);
  expect(await page.ask("plate.pipelines", {})).toEqual([{ name: "mine", steps: ["clean"] }]);
  const compiled = await page.ask("plate.compile", { path, pipeline: { kind: "cell", name: "mine" } });
  expect(compiled).toMatchObject({ steps: ["clean"], wells: ["A01", "A02", "B01"] });
});

test("chosen wells run in the engine, and a page that watches is told to the end", async () => {
  const compiled = await page.ask("plate.compile", { path, pipeline, wells: ["A02", "B01"] });
  expect(compiled.wells).toEqual(["A02", "B01"]);
  await page.ask("engine.watch", {});
  const { runId } = await page.ask("plate.run", { path, existing: "refuse" });
  await page.ask("run.watch", { runId });
  const run = await page.told<FollowedRun>("run.changed", ({ state }) => state === "completed");
  expect(run).toMatchObject({ runId, plate: "plate", progress: 1, steps: ["normalize", "blur"], secondsLeft: null });
  expect(run.wells.map(({ well, state }) => [well, state])).toEqual([
    ["A02", "done"],
    ["B01", "done"],
  ]);
  expect(run.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["run-queued", "well-done", "run-ended"]));
  const engine = await page.told<{ readonly runs: readonly object[] } | null>("engine.changed", (facts) =>
    JSON.stringify(facts).includes("completed"),
  );
  expect(engine?.runs).toEqual([expect.objectContaining({ runId, state: "completed", progress: null })]);
});

test("results of another plan are not touched unless that is wanted", async () => {
  await page.ask("plate.compile", { path, pipeline });
  const refused = page.ask("plate.run", { path, existing: "refuse" });
  await expect(refused).rejects.toMatchObject({ code: "OUTPUT_OTHER_PLAN" });
  const { runId } = await page.ask("plate.run", { path, existing: "keep" });
  await page.ask("run.watch", { runId });
  const run = await page.told<FollowedRun>("run.changed", (one) => one.runId === runId && one.state === "completed");
  expect(run.wells).toHaveLength(3);
});

test("logs are found by run, level and words", async () => {
  const all = await page.ask("engine.logs", { level: "debug", words: "", limit: 1000 });
  expect(all.sources).toContain("engine");
  const queued = await page.ask("engine.logs", { level: "info", words: "run queued", limit: 1000 });
  expect(queued.entries.map(({ message }) => message)).toEqual(["run queued", "run queued"]);
  expect((await page.ask("engine.logs", { level: "error", words: "run queued", limit: 10 })).found).toBe(0);
});

test("an engine that is ended is told as gone", async () => {
  await page.ask("engine.stop", { force: false });
  expect(await page.told<null>("engine.changed", (facts) => facts === null)).toBeNull();
});
