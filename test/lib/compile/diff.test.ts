import { expect, test } from "@jest/globals";
import { type CompileOptions, compile, diff, differenceText } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import type { PlateIndex } from "#lib/microscopes/plateIndex.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "A02"], sites: 2, z: 2 });
const a = new FunctionStep({ name: "a", func: idle("PURE_2D") });
const b = new FunctionStep({ name: "b", func: idle("PURE_3D") });
const project = new FunctionStep({ name: "project", func: idle("VOLUMETRIC_TO_SLICE"), variableComponents: ["z"] });

async function lines(
  before: readonly FunctionStep[],
  after: readonly FunctionStep[],
  config: ConfigInput = {},
  on: PlateIndex = plate,
  options: CompileOptions = {},
) {
  const [one, other] = [
    await compile(before, plate),
    await withConfig("global", config, () => compile(after, on, options)),
  ];
  return diff(one, other).map((difference) => `${difference.kind}: ${differenceText(difference)}`);
}

test("equal plans do not differ", async () => {
  expect(await lines([a, b], [a, b])).toEqual([]);
});

test("a parameter is named with its step, function and both values", async () => {
  const changed = new FunctionStep({ name: "a", func: idle("PURE_2D").with({ strength: 5 }) });
  expect(await lines([a], [changed])).toEqual(['parameter: step "a": test.PURE_2D strength: 3 -> 5']);
});

test("steps that come, go, move or change their functions are named", async () => {
  expect(await lines([a], [a, b])).toContain('step: step "b": added');
  expect(await lines([a, b], [a])).toContain('step: step "b": removed');
  expect(await lines([a, b], [b, a])).toContain('step: order of steps: step "a", step "b" -> step "b", step "a"');
  const other = new FunctionStep({ name: "a", func: [idle("PURE_3D"), idle("PURE_2D")] });
  expect(await lines([a], [other])).toEqual([
    'step: step "a": functions: test.PURE_2D -> test.PURE_3D -> test.PURE_2D',
  ]);
});

test("components, routes and what follows from them for the store are named", async () => {
  const varied = new FunctionStep({ name: "a", func: idle("PURE_2D"), variableComponents: ["z"] });
  expect(await lines([a], [varied])).toEqual(['step: step "a".variableComponents: ["site"] -> ["z"]']);
  expect(await lines([a], [a, project])).toEqual([
    "configuration: output.store.coarseFile.z: 2 -> 1",
    "configuration: output.store.shape.z: 2 -> 1",
    'step: step "a".writeBackend: zarr -> memory',
    'step: step "a".result: true -> false',
    'step: step "project": added',
  ]);
});

test("configuration is named by its place in the plan", async () => {
  expect(await lines([a], [a], { numWorkers: 4, pathPlanningConfig: { subDir: "x" } })).toEqual([
    "configuration: numWorkers: 1 -> 4",
    "configuration: output.store.path: images.zarr -> x.zarr",
  ]);
});

test("wells, planes and files are named", async () => {
  const missing = [{ well: "A01", site: 2, channel: 1, z: 1, timepoint: 1 }];
  const other = plateIndex({ wells: ["A01", "B01"], sites: 2, z: 2, missing });
  expect(await lines([a], [a], {}, other, { missing: "warn" })).toEqual([
    expect.stringMatching(/^configuration: missing\.policy: error -> warn/),
    expect.stringMatching(/^configuration: missing\.planes: /),
    'configuration: output.store.wells: ["A01","A02"] -> ["A01","B01"]',
    "planes: well A01 s002_w1_z001_t001: removed TimePoint_1/ZStep_1/A01_s2_w1.tif",
    "planes: well A02: removed",
    "planes: well B01: added",
  ]);
});

test("another order of the same calls is a difference of the schedule", async () => {
  const [one, other] = await Promise.all([compile([a, b], plate), compile([a, b], plate)]);
  const [schedule] = other.schedules;
  const turned = { ...other, schedules: [{ ...schedule!, calls: schedule!.calls.toReversed() }] };
  expect(diff(one, turned).map(({ kind }) => kind)).toEqual(["schedule"]);
});
