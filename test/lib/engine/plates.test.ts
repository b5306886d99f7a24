import { existsSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineConfig, withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { gaussianBlur, maxProjection } from "#lib/functions/library/index.js";
import { FunctionStep, Orchestration, Pipeline } from "#lib/pipeline/index.js";
import { ownEngine, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // the kernels load on busy machines

const folder = temporaryFolder();
ownEngine(folder);
let numbers = 0;
const newPlate = () => writePlate(join(folder, `plate-${++numbers}`), ["A01", "A02"], 1, 1);
const project = new Pipeline({
  name: "project",
  steps: [new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] })],
});
const blur = new Pipeline({ name: "blur", steps: [new FunctionStep({ name: "blur", func: gaussianBlur })] });
const inline = { executor: "inline" } as const;

test("plates run in one call, each with its own pipeline and config", async () => {
  const [first, second] = [newPlate(), newPlate()];
  const orchestration = new Orchestration({
    config: new PipelineConfig({ pathPlanningConfig: { outputDirSuffix: "_both" } }),
    plates: [
      { path: first, pipeline: project },
      { path: second, pipeline: blur, config: new PipelineConfig({ wellFilterConfig: { wellFilter: ["A02"] } }) },
    ],
  });
  const run = PipelineOrchestrator.execute(orchestration, inline);
  const heard: string[] = [];
  for await (const { plate, event } of run.events) {
    if (event.kind === "well-done") heard.push(`${plate.path} ${event.well}`);
  }
  expect(heard).toEqual([`${first} A01`, `${first} A02`, `${second} A02`]);
  const { state, plates } = await run;
  expect(state).toBe("completed");
  expect(plates.map(({ result }) => result?.output)).toEqual([`${first}_both`, `${second}_both`]);
  expect(run.runs.map((one) => one.image({ well: "A02" }).title)).toEqual([
    expect.stringContaining("Result"),
    expect.stringContaining("Result"),
  ]);
});

test("plates share the workers of one: no more wells at once, none idle while a plate has wells", async () => {
  const plates = [newPlate(), newPlate(), newPlate()].map((path) => ({ path, pipeline: blur }));
  const config = new PipelineConfig({ numWorkers: 2 });
  const run = PipelineOrchestrator.execute(new Orchestration({ config, plates }));
  let inWork = 0;
  let most = 0;
  const begun: string[] = [];
  for await (const { plate, event } of run.events) {
    if (event.kind === "well-started") begun.push(plate.name);
    if (event.kind === "well-started") most = Math.max(most, ++inWork);
    if (event.kind === "well-done") inWork--;
  }
  const { state, plates: results } = await run;
  expect([state, results.map((one) => one.state)]).toEqual(["completed", ["completed", "completed", "completed"]]);
  expect(most).toBe(2);
  expect(begun).toEqual(results.flatMap(({ plate }) => [plate.name, plate.name]));
});

test("outputs lie in the workspace unless a config says where", async () => {
  const workspacePath = join(folder, "workspace");
  const [first, second] = [newPlate(), newPlate()];
  const config = new PipelineConfig({ pathPlanningConfig: { globalOutputFolder: join(folder, "said") } });
  const compiled = await PipelineOrchestrator.compile(
    new Orchestration({
      plates: [
        { path: first, workspacePath, pipeline: project },
        { path: second, workspacePath, pipeline: project, config },
      ],
    }),
  );
  expect(compiled.map(({ plan }) => plan.plan.output.root)).toEqual([
    join(workspacePath, `${basename(first)}_titer`),
    join(folder, "said", `${basename(second)}_titer`),
  ]);
  const opened = await PipelineOrchestrator.open(first, { workspacePath: "workspace" });
  expect(opened.workspacePath).toBe(resolve("workspace"));
});

test("each well's result says state, time, where its images lie, and what was missing", async () => {
  const source = newPlate();
  rmSync(join(source, "TimePoint_1", "ZStep_1", "plate_A02_s1_w1.TIF"));
  const plate = await PipelineOrchestrator.open(source);
  const { wells, output } = await plate.execute(await plate.compile(project, { missing: "warn" }), inline);
  expect(wells).toEqual([
    {
      well: "A01",
      state: "done",
      seconds: expect.any(Number),
      outputs: [join(output, "images.zarr", "A", "01")],
      missing: [],
    },
    expect.objectContaining({ well: "A02", state: "done", missing: ["s001_w1_z001_t001"] }),
  ]);
  expect(existsSync(wells[0]!.outputs[0]!)).toBe(true);
});

test("a plate that can't be run is refused before anything is written, and of several plates all reasons come at once", async () => {
  const source = newPlate();
  const bad = {
    path: newPlate(),
    pipeline: project,
    config: new PipelineConfig({ wellFilterConfig: { wellFilter: "Z99" } }),
  };
  const absent = { path: join(folder, "absent"), pipeline: project };
  const good = { path: source, pipeline: project };
  const refusal = (...plates: (typeof good)[]) => PipelineOrchestrator.execute(new Orchestration({ plates }), inline);
  await expect(refusal(good, bad)).rejects.toMatchObject({ code: "COMPILE_FAILED" });
  await expect(refusal(bad, good, absent)).rejects.toMatchObject({
    code: "PLATES_REFUSED",
    details: { errors: [{ code: "COMPILE_FAILED" }, { where: { plate: absent.path } }] },
  });
  expect(existsSync(`${source}_titer`)).toBe(false);
});

test("two plates with one output folder are refused", async () => {
  const path = newPlate();
  const twice = new Orchestration({
    plates: [
      { path, pipeline: project },
      { path, pipeline: blur },
    ],
  });
  await expect(PipelineOrchestrator.compile(twice)).rejects.toMatchObject({ code: "SAME_OUTPUT" });
});

test("a plate whose run fails does not stop the others", async () => {
  const paths = [newPlate(), newPlate()];
  const plates = await PipelineOrchestrator.compile(
    new Orchestration({ plates: paths.map((path) => ({ path, pipeline: project })) }),
  );
  writePlate(join(`${paths[0]}_titer`, "images.zarr"), ["A01"], 1, 1); // something that is not ours
  const result = await PipelineOrchestrator.execute(plates, inline);
  expect(result).toMatchObject({
    state: "completed with failures",
    plates: [{ state: "failed", error: { code: "OUTPUT_NOT_OURS" } }, { state: "completed" }],
  });
  expect(plates.map(({ plate }) => plate.state)).toEqual(["execution failed", "completed"]);
});

test("a cancelled run over plates starts no further plate", async () => {
  const orchestration = new Orchestration({
    plates: [newPlate(), newPlate()].map((path) => ({ path, pipeline: blur })),
  });
  const run = PipelineOrchestrator.execute(orchestration, inline);
  for await (const { event } of run.events) if (event.kind === "well-started") run.cancel();
  const { state, plates } = await run;
  expect([state, ...plates.map((plate) => plate.state)]).toEqual(["cancelled", "cancelled", "unfinished"]);
});

test("a plate's state follows what is done with it", async () => {
  const plate = await PipelineOrchestrator.open(newPlate());
  const states = [plate.state];
  await plate.compile([]).catch(() => states.push(plate.state));
  const plan = await plate.compile(project);
  states.push(plate.state);
  const run = plate.execute(plan, inline);
  states.push(plate.state);
  await run;
  expect([...states, plate.state]).toEqual(["ready", "compile failed", "compiled", "executing", "completed"]);
});

test("useThreading = false runs in this process", async () => {
  const plate = await PipelineOrchestrator.open(newPlate());
  const plan = await withConfig("global", { useThreading: false }, () => plate.compile(project));
  expect([plan.executor, (await plate.compile(project)).executor]).toEqual(["inline", "threads"]);
});
