import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compile, type Plan } from "#lib/compile/index.js";
import { withConfig } from "#lib/config/index.js";
import { createProjection, stackPercentileNormalize } from "#lib/functions/library/index.js";
import { FunctionStep, Pipeline } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const norm = new Pipeline({
  name: "norm",
  steps: [
    new FunctionStep({ name: "project", func: createProjection, variableComponents: ["z"] }),
    new FunctionStep({ name: "normalize", func: stackPercentileNormalize.with({ lowPercentile: 2 }) }),
  ],
});

test("the norm pipeline on one well with 2 sites and 2 z planes has this plan", async () => {
  const file = new URL("../../../fixtures/compile/norm.plan.json", import.meta.url);
  const golden = JSON.parse(readFileSync(file, "utf8")) as Plan;
  const { titer, digest, ...plan } = await compile(norm, plateIndex({ wells: ["B03"], sites: 2, z: 2 }));
  expect({ ...plan, titer: golden.titer, digest: golden.digest }).toEqual(golden);
  expect([titer, digest]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

test("a plan is plain JSON, frozen all the way down", async () => {
  const plan = await compile(norm, plateIndex({ wells: ["B03"], sites: 2, z: 2 }));
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(() => Object.assign(plan.schedules[0]!.calls[0]!.load[0]!, { slot: 3 })).toThrow(TypeError);
  expect(() => Object.assign(plan.steps[0]!.functions[0]!.values, { method: "min" })).toThrow(TypeError);
});

test("compiling leaves the index and the functions as they were", async () => {
  const plate = plateIndex({ wells: ["B03"], sites: 2, z: 2 });
  await compile(norm, plate);
  expect([plate.sites, plate.wells[0]?.planes[0]?.id, createProjection.declaration.memory].some(Object.isFrozen)).toBe(
    false,
  );
});

test("a step that keeps planes leaves their identities, one that projects keeps the first of what varied", async () => {
  const steps = [
    new FunctionStep({ name: "filter", func: idle("PURE_2D"), variableComponents: ["site", "channel"] }),
    new FunctionStep({ name: "composite", func: idle("VOLUMETRIC_TO_SLICE"), variableComponents: ["channel"] }),
  ];
  const { schedules, output } = await compile(steps, plateIndex({ wells: ["A01"], sites: 2, channels: 3 }));
  const [filter, first, second] = schedules[0]!.calls;
  expect(filter?.outputs.map(({ id }) => `${id.site}/${id.channel}`)).toEqual([
    "1/1",
    "1/2",
    "1/3",
    "2/1",
    "2/2",
    "2/3",
  ]);
  expect([first, second].map((call) => call?.outputs.map(({ id }) => `${id.site}/${id.channel}`))).toEqual([
    ["1/1"],
    ["2/1"],
  ]);
  expect(output.store).toMatchObject({
    shape: { t: 1, c: 1, z: 1, y: 64, x: 48 },
    sites: [1, 2],
    channels: [{ id: 1 }],
  });
});

test("a step that starts from the plate loads planes again, and a step that nobody reads still runs", async () => {
  const steps = [
    new FunctionStep({ name: "count", func: idle("PURE_2D", ["cells"]) }),
    new FunctionStep({
      name: "project",
      func: idle("VOLUMETRIC_TO_SLICE"),
      variableComponents: ["z"],
      processingConfig: { inputSource: "pipeline_start" },
    }),
  ];
  const plan = await compile(steps, plateIndex({ wells: ["A01"], z: 2 }));
  expect(plan.schedules[0]?.calls.map((call) => [call.step, call.load.length, call.store.length])).toEqual([
    [0, 1, 0],
    [0, 1, 0],
    [1, 2, 1],
  ]);
  expect(plan.steps[0]?.tables.map((table) => table.name)).toEqual(["cells"]);
});

test("a record routes functions by channel, and the other channels pass unchanged", async () => {
  const routed = new FunctionStep({ name: "count", func: { "2": [idle("PURE_2D"), idle("PURE_3D", ["cells"])] } });
  const after = new FunctionStep({ name: "after", func: idle("PURE_2D") });
  const plan = await compile([routed, after], plateIndex({ wells: ["A01"], sites: 2, channels: 3 }));
  const cells = [{ name: "cells", columns: [expect.objectContaining({ name: "area" })] }];
  expect(plan.steps).toMatchObject([
    {
      index: 0,
      name: "count",
      route: { component: "channel", values: [2] },
      functions: [{ id: "test.PURE_2D" }, { id: "test.PURE_3D" }],
      tables: cells,
    },
    { index: 1, name: "count", route: { component: "channel", values: [1, 3] }, functions: [], tables: cells },
    { index: 2, name: "after", route: null },
  ]);
  expect(plan.schedules[0]?.calls.map((call) => [call.step, call.group.channel])).toEqual([
    [1, 1],
    [2, 1],
    [0, 2],
    [2, 2],
    [1, 3],
    [2, 3],
  ]);
});

test("routes may project some channels and keep the planes of others", async () => {
  const routed = new FunctionStep({
    name: "project",
    func: { "1": idle("VOLUMETRIC_TO_SLICE") },
    variableComponents: ["z"],
  });
  const { schedules, output } = await compile([routed], plateIndex({ wells: ["A01"], channels: 2, z: 3 }));
  expect(schedules[0]?.calls.map((call) => call.store.map(({ index }) => index))).toEqual([
    [[0, 0, 0]],
    [
      [0, 1, 0],
      [0, 1, 1],
      [0, 1, 2],
    ],
  ]);
  expect(output.store.shape).toMatchObject({ c: 2, z: 3 });
});

test("disabled steps are left out and the rest chain", async () => {
  const steps = [
    norm.steps[0]!,
    new FunctionStep({ name: "off", func: idle("PURE_2D"), enabled: false }),
    norm.steps[1]!,
  ];
  const plan = await compile(steps, plateIndex({ wells: ["A01"], z: 2 }));
  expect(plan.steps.map((step) => [step.index, step.name])).toEqual([
    [0, "project"],
    [1, "normalize"],
  ]);
});

test("an array and a pipeline of the same steps give one plan", async () => {
  const plate = plateIndex({ wells: ["A01"], z: 2 });
  expect(await compile([...norm.steps], plate)).toEqual(await compile(norm, plate));
});

test("configuration around the compiler decides workers, folders, wells and components", async () => {
  const config = {
    numWorkers: 4,
    materializationResultsPath: "tables",
    pathPlanningConfig: { globalOutputFolder: "/out", outputDirSuffix: "_x", subDir: "processed" },
    wellFilterConfig: { wellFilter: "row:B" },
    stepWellFilterConfig: { wellFilter: ["B02"] },
    processingConfig: { variableComponents: ["z"] },
  } as const;
  const plate = plateIndex({ wells: ["A01", "B01", "B02"], z: 2 });
  const steps = [new FunctionStep({ name: "project", func: createProjection })];
  const plan = await withConfig("pipeline", config, () => compile(steps, plate));
  expect(plan).toMatchObject({
    numWorkers: 4,
    output: { root: "/out/screen-1_x", results: "tables", store: { path: "processed.zarr", wells: ["B02"] } },
    steps: [{ variableComponents: ["z"] }],
  });
  expect(plan.wells.map(({ well }) => well)).toEqual(["B01", "B02"]);
});

test("the output root of the options wins, and relative folders are resolved by the caller", async () => {
  const plate = plateIndex({ wells: ["A01"], z: 2 });
  const resolvePath = (path: string) => `/home/me/${path}`;
  const given = await compile(norm, plate, { outputRoot: "runs/1", resolvePath });
  const relative = { pathPlanningConfig: { globalOutputFolder: "out" } };
  const planned = await withConfig("global", relative, () => compile(norm, plate, { resolvePath }));
  expect([given.output.root, planned.output.root]).toEqual(["/home/me/runs/1", "/home/me/out/screen-1_titer"]);
});

test("a groupBy that nobody set gives way to the variable components", async () => {
  const steps = [new FunctionStep({ name: "composite", func: createProjection, variableComponents: ["channel"] })];
  expect((await compile(steps, plateIndex({ wells: ["A01"], channels: 2 }))).steps[0]?.groupBy).toBe("none");
});

test("wells with the same planes share a schedule, and each names its own files", async () => {
  const missing = [{ well: "A02", site: 1, channel: 1, z: 1, timepoint: 1 }];
  const plate = plateIndex({ wells: ["A01", "A02", "A03"], z: 2, missing });
  const { schedules, wells } = await compile(norm, plate, { missing: "warn" });
  expect(wells.map(({ schedule }) => schedule)).toEqual([0, 1, 0]);
  expect(schedules.map(({ planes }) => planes.map(({ z }) => z))).toEqual([[1, 2], [2]]);
  const paths = wells.map(({ well, schedule, files }) =>
    schedules[schedule]!.planes.map(({ z }, i) => [well, z, files[i]]),
  );
  const named = (well: string, z: number) => [well, z, `TimePoint_1/ZStep_${z}/${well}_s1_w1.tif`];
  expect(paths).toEqual([[named("A01", 1), named("A01", 2)], [named("A02", 2)], [named("A03", 1), named("A03", 2)]]);
});

test("with missing: warn the other planes are used and the plan lists what is missing", async () => {
  const missing = [{ well: "A01", site: 1, channel: 1, z: 1, timepoint: 1 }];
  const plate = plateIndex({ wells: ["A01", "A02"], z: 3, missing });
  const plan = await compile(norm, plate, { missing: "warn" });
  expect(plan.missing).toEqual({ policy: "warn", planes: missing });
  const [first, second] = plan.wells.map(({ schedule }) => plan.schedules[schedule]?.calls[0]);
  expect([first?.inputs.map(({ id }) => id.z), second?.inputs.map(({ id }) => id.z)]).toEqual([
    [2, 3],
    [1, 2, 3],
  ]);
  // the projection stands for all planes in either well, so both land at one place of the store
  expect([first?.outputs[0]?.id.z, second?.outputs[0]?.id.z]).toEqual([1, 1]);
});

test("the store has the pixel type that the functions declare", async () => {
  const plate = { ...plateIndex({ wells: ["A01"], z: 2 }), dtype: "uint8" as const };
  expect((await compile(norm, plate)).output.store.dtype).toBe("uint16");
  expect((await compile([norm.steps[0]!], plate)).output.store.dtype).toBe("uint8");
});
