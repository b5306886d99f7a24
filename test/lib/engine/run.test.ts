import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import type { CompiledPlan } from "#lib/engine/compiled.js";
import { connectEngine } from "#lib/engine/launch.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Plate } from "#lib/engine/plate.js";
import { defineFunction } from "#lib/functions/define.js";
import { gaussianBlur } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import type { RunEvent } from "#lib/protocol/index.js";
import { hashes, ownEngine, pipeline, resultHashes, slowPipeline, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const wells = ["A01", "A02", "B01", "B02", "C01", "C02"];
let numbers = 0;
/** A folder of its own for each plate and output. */
const place = (kind: string) => join(folder, `${kind}-${++numbers}`);

async function compiled(
  plateFolder: string,
  output: string,
  numWorkers = 2,
  steps = pipeline,
): Promise<{ plate: Plate; plan: CompiledPlan }> {
  const plate = await PipelineOrchestrator.open(plateFolder);
  const plan = await withConfig("pipeline", { numWorkers }, () => plate.compile(steps, { outputRoot: output }));
  return { plate, plan };
}

/** What an undisturbed run of a plate gives. */
async function reference(plateFolder: string, steps = pipeline): Promise<Record<string, string>> {
  const output = place("reference");
  const { plate, plan } = await compiled(plateFolder, output, 1, steps);
  expect(await plate.execute(plan, { executor: "inline" })).toMatchObject({ state: "completed" });
  return resultHashes(output);
}

describe("a run in the engine", () => {
  test("gives byte for byte what the inline executor gives, and leaves the plate as it was", async () => {
    const source = writePlate(place("plate"), wells);
    const before = hashes(source);
    const output = place("output");
    const { plate, plan } = await compiled(source, output);
    const result = await plate.execute(plan);
    expect(result).toMatchObject({ state: "completed", output, kernels: expect.stringMatching(/^native|^wasm/) });
    expect(result.wells.map(({ well, state }) => [well, state])).toEqual(wells.map((well) => [well, "done"]));
    expect(resultHashes(output)).toEqual(await reference(source));
    expect(hashes(source)).toEqual(before);
    expect(plate.state).toBe("completed");
  });

  test("gives the same bytes with the wasm kernels, and says which computed", async () => {
    const source = writePlate(place("plate"), ["A01"]);
    const output = place("output");
    const { plate, plan } = await compiled(source, output);
    expect(await plate.execute(plan, { kernels: "wasm" })).toMatchObject({ state: "completed", kernels: "wasm" });
    expect(resultHashes(output)).toEqual(await reference(source));
  });

  test("a bad file fails its own well by name; after repair only that well is done again", async () => {
    const source = writePlate(place("plate"), wells);
    const bad = join(source, "TimePoint_1", "ZStep_2", "plate_B01_s2_w1.TIF");
    utimesSync(bad, 1e9, 1e9); // markers of wells name the dates of their files
    const expected = await reference(source);
    copyFileSync(bad, `${folder}/good.TIF`);
    truncateSync(bad, 5000);
    const output = place("output");
    const { plate, plan } = await compiled(source, output);
    const result = await plate.execute(plan);
    expect(result.state).toBe("completed with failures");
    const failed = result.wells.filter(({ state }) => state === "failed");
    expect(failed.map(({ well }) => well)).toEqual(["B01"]);
    expect(result.failures).toEqual(failed);
    expect(String(result)).toMatch(/^completed with failures: 5 of 6 wells .*\n {2}B01: .*plate_B01_s2_w1\.TIF/);
    expect(failed[0]?.error?.where).toMatchObject({
      well: "B01",
      step: "project",
      file: expect.stringContaining("plate_B01_s2_w1.TIF"),
      component: expect.stringContaining("s002_w1_z002"),
    });
    copyFileSync(`${folder}/good.TIF`, bad);
    utimesSync(bad, 1e9, 1e9);
    const again = await plate.execute(plan);
    expect(again.wells.map(({ state }) => state)).toEqual([
      "skipped",
      "skipped",
      "done",
      "skipped",
      "skipped",
      "skipped",
    ]);
    expect(resultHashes(output)).toEqual(expected);
  });

  test("cancelling ends the run, and what was done stays", async () => {
    const source = writePlate(place("plate"), wells);
    const output = place("output");
    const { plate, plan } = await compiled(source, output, 1, slowPipeline);
    const run = plate.execute(plan);
    for await (const event of run.events) if (event.kind === "well-done") run.cancel();
    const result = await run;
    expect(result.state).toBe("cancelled");
    expect(result.wells[0]).toMatchObject({ well: "A01", state: "done" });
    expect(result.wells.at(-1)).toMatchObject({ well: "C02", state: "unfinished" });
    expect(await plate.execute(plan)).toMatchObject({ state: "completed" });
    expect(resultHashes(output)).toEqual(await reference(source, slowPipeline));
  });

  test("a late client hears everything from the beginning", async () => {
    const output = place("output");
    const { plate, plan } = await compiled(writePlate(place("plate"), ["A01", "A02"]), output);
    const run = plate.execute(plan);
    await run;
    const first: RunEvent[] = [];
    for await (const event of run.events) first.push(event);
    const late: RunEvent[] = [];
    const client = await connectEngine();
    await client.attach(
      first[0]?.runId ?? "",
      (event) => late.push(event),
      () => {},
    );
    client.close();
    expect(late).toEqual(first);
    const onDisk = readFileSync(join(output, ".titer", "events.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    expect(onDisk.map((line) => JSON.parse(line))).toEqual(first);
  });

  test("two clients that submit the same plan share one run", async () => {
    const { plate, plan } = await compiled(writePlate(place("plate"), wells), place("output"), 1);
    const runs = [plate.execute(plan), plate.execute(plan)];
    const ids = await Promise.all(
      runs.map(async (run) => {
        for await (const event of run.events) return event.runId;
        throw new Error("no event");
      }),
    );
    expect(ids[0]).toBe(ids[1]);
    expect(await Promise.all(runs)).toEqual([
      expect.objectContaining({ state: "completed" }),
      expect.objectContaining({ state: "completed" }),
    ]);
  });

  test("refuses a plan with a function that it does not have, before anything is written", async () => {
    const own = defineFunction({
      ...{ id: "test.own", version: 1, doc: "Nothing.", contract: "PURE_2D", parameters: {} },
      memory: { input: "cpu", output: "cpu" },
      run: (stack) => ({ stack }),
    });
    const plate = await PipelineOrchestrator.open(writePlate(place("plate"), ["A01"]));
    const output = place("output");
    const plan = await plate.compile([new FunctionStep({ name: "own", func: own })], { outputRoot: output });
    await expect(plate.execute(plan)).rejects.toMatchObject({ code: "UNKNOWN_FUNCTION", where: { step: "own" } });
    expect(existsSync(output)).toBe(false);
  });
});

test("a plan that was changed after compiling is refused", async () => {
  const { plan } = await compiled(writePlate(place("plate"), ["A01"]), place("output"));
  const steps = plan.plan.steps.map((step) => ({ ...step, name: `other ${step.name}` }));
  const client = await connectEngine();
  const submitting = client.request({
    kind: "submit",
    plan: { ...plan.plan, steps },
    overwrite: false,
    resume: false,
    kernels: "auto",
    timeout: 0,
    priority: 0,
  });
  await expect(submitting).rejects.toMatchObject({ code: "BAD_PLAN" });
  client.close();
});

describe("an output folder", () => {
  test("with another plan's results is refused, and replaced when that is allowed", async () => {
    const output = place("output");
    const first = await compiled(writePlate(place("plate"), ["A01", "A02"]), output);
    await first.plate.execute(first.plan, { executor: "inline" });
    const source = writePlate(place("plate"), ["B01"], 1);
    const { plate, plan } = await compiled(source, output);
    await expect(plate.execute(plan, { executor: "inline" })).rejects.toMatchObject({ code: "OUTPUT_OTHER_PLAN" });
    await plate.execute(plan, { executor: "inline", overwrite: true });
    expect(resultHashes(output)).toEqual(await reference(source));
  });

  test("that holds somebody's files under our names is refused and left alone", async () => {
    const output = place("output");
    const { plate, plan } = await compiled(writePlate(place("plate"), ["A01"]), output);
    const theirs = join(output, plan.plan.output.store.path, "theirs.txt");
    mkdirSync(join(output, plan.plan.output.store.path), { recursive: true });
    writeFileSync(theirs, "mine");
    const run = plate.execute(plan, { executor: "inline", overwrite: true });
    await expect(run).rejects.toMatchObject({ code: "OUTPUT_NOT_OURS" });
    expect(readFileSync(theirs, "utf8")).toBe("mine");
  });

  test("that can't be made gives one clear error", async () => {
    const file = place("file");
    writeFileSync(file, "");
    const { plate, plan } = await compiled(writePlate(place("plate"), ["A01"]), join(file, "output"));
    await expect(plate.execute(plan)).rejects.toMatchObject({
      code: "WRITE_FAILED",
      where: { file: expect.stringContaining(file) },
    });
  });
});

test("a function that throws fails its well with step, component and cause; the others finish", async () => {
  const picky = defineFunction({
    ...{ id: "test.picky", version: 1, doc: "Throws for bright planes.", contract: "PURE_2D", parameters: {} },
    memory: { input: "cpu", output: "cpu" },
    run: (stack) => {
      if (stack[0]?.data[0] === 9999) throw new RangeError("too bright");
      return { stack };
    },
  });
  const source = writePlate(place("plate"), ["A01", "A02"], 1, 1, 1);
  const file = join(source, "TimePoint_1", "ZStep_1", "plate_A02_s1_w1.TIF");
  const bytes = readFileSync(file);
  bytes.writeUInt16LE(9999, 8); // the first pixel: encodeTiff puts the strip right behind the header
  writeFileSync(file, bytes);
  const plate = await PipelineOrchestrator.open(source);
  const plan = await plate.compile([new FunctionStep({ name: "pick", func: picky })], { outputRoot: place("output") });
  const { state, wells: ended } = await plate.execute(plan, { executor: "inline" });
  expect(state).toBe("completed with failures");
  expect(ended.map((well) => well.state)).toEqual(["done", "failed"]);
  expect(ended[1]?.error).toMatchObject({
    code: "FUNCTION_FAILED",
    what: "too bright",
    where: { well: "A02", step: "pick", component: expect.stringContaining("channel 1") },
  });
});

test("a call that takes too long fails its well, by its step", async () => {
  const source = writePlate(place("plate"), ["A01"], 1, 1, 1);
  const blur = Array.from({ length: 1000 }, () => gaussianBlur.with({ sigma: 60 })); // seconds, where it may take 0.2
  const { plate, plan } = await compiled(source, place("output"), 1, [new FunctionStep({ name: "blur", func: blur })]);
  const { state, failures } = await plate.execute(plan, { timeout: 0.2 });
  expect(state).toBe("completed with failures");
  expect(failures[0]?.error).toMatchObject({ code: "CALL_TIMEOUT", where: { well: "A01", step: "blur" } });
});
