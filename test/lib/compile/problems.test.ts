import { expect, test } from "@jest/globals";
import { type CompileOptions, compile } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { isTiterError } from "#lib/errors.js";
import { type BoundFunction, defineFunction, type MemoryType } from "#lib/functions/index.js";
import type { PlateIndex } from "#lib/microscopes/plateIndex.js";
import { FunctionStep, type Problem } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "A02"], channels: 2 });
const step = (parts: Partial<ConstructorParameters<typeof FunctionStep>[0]> = {}) =>
  new FunctionStep({ name: "s", func: idle("PURE_2D"), ...parts });

async function problemsOf(
  steps: readonly FunctionStep[],
  on: PlateIndex = plate,
  config: ConfigInput = {},
  options: CompileOptions = {},
): Promise<readonly Problem[]> {
  try {
    await withConfig("pipeline", config, () => compile(steps, on, options));
  } catch (thrown) {
    if (!isTiterError(thrown, "COMPILE_FAILED")) throw thrown;
    return thrown.details.problems as readonly Problem[];
  }
  return [];
}

const inMemory = (id: string, input: MemoryType, output: MemoryType) =>
  defineFunction({
    id,
    version: 1,
    doc: "",
    contract: "PURE_2D",
    memory: { input, output },
    parameters: {},
    run: (stack) => ({ stack }),
  });

test("a pipeline without problems compiles", async () => {
  expect(await problemsOf([step()])).toEqual([]);
});

test.each<[string, readonly FunctionStep[], Partial<Problem>]>([
  ["no steps", [], { code: "EMPTY_PIPELINE", message: "the pipeline has no steps" }],
  [
    "only disabled steps",
    [step({ enabled: false })],
    { code: "EMPTY_PIPELINE", message: "every step of the pipeline is disabled" },
  ],
  ["two steps of one name", [step(), step({ name: "S" })], { code: "DUPLICATE_STEP", step: "S", field: "name" }],
  ["a name that is no file name", [step({ name: "a/b" })], { code: "BAD_STEP_NAME", step: "a/b" }],
  ["a step without functions", [step({ func: [] })], { code: "EMPTY_STEP", step: "s", field: "func" }],
  [
    "a groupBy that varies",
    [step({ variableComponents: ["channel"], groupBy: "channel" })],
    {
      code: "COMPONENT_OVERLAP",
      step: "s",
      field: "groupBy",
      value: "channel",
      allowed: ["site", "z", "timepoint", "none"],
    },
  ],
  [
    "one table of two functions",
    [step({ func: [idle("PURE_2D", ["cells"]), idle("PURE_3D", ["cells"])] })],
    {
      code: "TABLE_CONFLICT",
      step: "s",
      value: "cells",
      message: 'test.PURE_2D and test.PURE_3D both fill the table "cells"',
    },
  ],
  [
    "a function for a device that is not there",
    [step({ func: [inMemory("gpu", "cpu", "webgpu"), inMemory("back", "webgpu", "cpu")] })],
    { code: "NO_DEVICE", step: "s", value: ["webgpu"], allowed: ["cpu"] },
  ],
  [
    "a step filter with an unknown well",
    [step({ stepWellFilterConfig: { wellFilter: "A01,B99" } })],
    { code: "UNKNOWN_WELL", step: "s", field: "StepWellFilterConfig.wellFilter", allowed: ["A01", "A02"] },
  ],
])("%s is a problem", async (_, steps, expected) => {
  expect(await problemsOf(steps)).toContainEqual(expect.objectContaining(expected));
});

test.each<[string, ConfigInput, CompileOptions, Partial<Problem>]>([
  [
    "a filter with an unknown well",
    { wellFilterConfig: { wellFilter: ["Z99"] } },
    {},
    { code: "UNKNOWN_WELL", field: "WellFilterConfig.wellFilter", value: ["Z99"] },
  ],
  [
    "a filter that leaves nothing",
    { wellFilterConfig: { wellFilter: "row:A", wellFilterMode: "exclude" } },
    {},
    { code: "NO_WELLS", field: "WellFilterConfig.wellFilter" },
  ],
  [
    "filters without a common well",
    { wellFilterConfig: { wellFilter: "A01" }, pathPlanningConfig: { wellFilter: "A02" } },
    {},
    { code: "NO_WELLS", step: "s", field: "StepWellFilterConfig.wellFilter" },
  ],
  [
    "an output folder inside the plate",
    { pathPlanningConfig: { globalOutputFolder: "/data/screen-1/sub/.." } },
    {},
    { code: "OUTPUT_IN_PLATE", field: "PathPlanningConfig.globalOutputFolder" },
  ],
  [
    "the plate as output root",
    {},
    { outputRoot: "/data/./screen-1/" },
    { code: "OUTPUT_IN_PLATE", field: "outputRoot" },
  ],
  [
    "a relative output without a current folder",
    { pathPlanningConfig: { globalOutputFolder: "out" } },
    {},
    { code: "RELATIVE_OUTPUT", value: "out/screen-1_titer" },
  ],
  [
    "a folder of tables outside the output",
    { materializationResultsPath: "../tables" },
    {},
    { code: "BAD_RESULTS_PATH" },
  ],
  [
    "tables inside the store",
    { materializationResultsPath: "images.zarr/tables" },
    {},
    { code: "OUTPUT_CLASH", field: "GlobalPipelineConfig.materializationResultsPath" },
  ],
  ["tables among Titer's own records", { materializationResultsPath: ".titer" }, {}, { code: "OUTPUT_CLASH" }],
  [
    "another microscope than the plate's",
    { microscope: "operaphenix" },
    {},
    { code: "OTHER_MICROSCOPE", value: "operaphenix", allowed: ["auto", "imagexpress"] },
  ],
  [
    "a shard that is no whole number of chunks",
    { zarrConfig: { chunkStrategy: "custom", chunk: "1,1,1,20,20", shard: "1,1,1,30,40" } },
    {},
    { code: "CHUNKS_UNUSABLE", field: "ZarrConfig.chunkStrategy" },
  ],
  [
    "a file that several units of work would write",
    { zarrConfig: { chunkStrategy: "well" }, multiprocessingAxis: "channel" },
    {},
    { code: "CHUNKS_UNUSABLE", field: "ZarrConfig.chunkStrategy", value: 2, allowed: [1] },
  ],
  [
    "a shard in the version that has none",
    { zarrConfig: { chunkStrategy: "custom", chunk: "1,1,1,20,20", shard: "1,1,1,40,40", ngff: "0.4" } },
    {},
    { code: "CHUNKS_UNUSABLE" },
  ],
  [
    "a backend that the plate is not in",
    { vfsConfig: { readBackend: "zarr" } },
    {},
    { code: "OTHER_BACKEND", field: "VFSConfig.readBackend", value: "zarr", allowed: ["auto", "disk"] },
  ],
])("%s is a problem", async (_, config, options, expected) => {
  expect(await problemsOf([step()], plate, config, options)).toContainEqual(expect.objectContaining(expected));
});

test("two steps whose tables would be one file are a problem", async () => {
  const steps = [
    step({ name: "a", func: idle("PURE_2D", ["b_c"]) }),
    step({ name: "A_b", func: idle("PURE_2D", ["c"]) }),
  ];
  expect(await problemsOf(steps)).toEqual([
    expect.objectContaining({
      code: "TABLE_CONFLICT",
      step: "A_b",
      message: 'step "a" and test.PURE_2D both fill the table "c"',
    }),
  ]);
});

test("a filter that several configs inherit is reported once", async () => {
  const problems = await problemsOf([step(), step({ name: "t" })], plate, { wellFilterConfig: { wellFilter: "B99" } });
  expect(problems.map(({ code, field }) => [code, field])).toEqual([["UNKNOWN_WELL", "WellFilterConfig.wellFilter"]]);
});

const labels = defineFunction({
  id: "test.labels",
  version: 1,
  doc: "",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  outputDtype: "int32",
  parameters: {},
  tables: { cells: [{ name: "label", type: "integer", doc: "" }] },
  run: (stack) => ({ stack }),
});

test.each<[string, FunctionStep, Partial<Problem>]>([
  [
    "a route for a channel that is not there",
    step({ func: { "1": idle("PURE_2D"), "9": idle("PURE_2D") } }),
    {
      code: "UNKNOWN_ROUTE",
      step: "s",
      field: "func",
      value: ["9"],
      allowed: ["1", "2"],
      message: 'there is no channel "9"',
    },
  ],
  [
    "a route with a key that is no number",
    step({ func: { DAPI: idle("PURE_2D") } }),
    { code: "UNKNOWN_ROUTE", value: ["DAPI"] },
  ],
  [
    "a record without routes",
    step({ func: {} }),
    { code: "UNKNOWN_ROUTE", message: "the record of functions is empty" },
  ],
  ["a route without functions", step({ func: { "1": [] } }), { code: "EMPTY_STEP", step: "s" }],
  [
    "routes without a component",
    step({ func: { "1": idle("PURE_2D") }, groupBy: "none" }),
    { code: "ROUTES_WITHOUT_GROUP", field: "groupBy" },
  ],
  [
    "routes by a component that varies, though nobody set it",
    step({ func: { "1": idle("PURE_2D") }, variableComponents: ["channel"] }),
    { code: "COMPONENT_OVERLAP", value: "channel" },
  ],
  [
    "routes with other columns of one table",
    step({ func: { "1": labels, "2": idle("PURE_2D", ["cells"]) } }),
    { code: "TABLE_CONFLICT", value: "cells" },
  ],
  [
    "a result of two pixel types",
    step({ func: { "1": labels } }),
    { code: "MIXED_DTYPES", step: "s", value: ["int32", "uint16"] },
  ],
])("%s is a problem", async (_, routed, expected) => {
  expect(await problemsOf([routed])).toContainEqual(expect.objectContaining(expected));
});

test.each<[string, unknown, string]>([
  ["a step by itself", step(), "this is no list of steps"],
  [
    "a plain object among steps",
    [step(), { name: "t", func: idle("PURE_2D"), enabled: true }],
    "entry 2 of the pipeline is no step",
  ],
  ["nothing among steps", [null], "entry 1 of the pipeline is no step"],
])("%s is refused", async (_, given, message) => {
  expect(await problemsOf(given as readonly FunctionStep[])).toEqual([
    expect.objectContaining({ code: "NOT_A_STEP", message }),
  ]);
});

test("settings that are inert, or ask for what happens anyway, are no problem", async () => {
  const config: ConfigInput = {
    useThreading: true,
    stepMaterializationConfig: { subDir: "checks", enabled: false },
    sequentialProcessingConfig: { sequentialComponents: [] },
    zarrConfig: { compressor: "none" },
  };
  expect(await problemsOf([step()], plate, config)).toEqual([]);
});

test("memory types that do not meet are problems, between functions and at the store", async () => {
  const problems = await problemsOf(
    [step({ func: [idle("PURE_2D"), inMemory("gpu", "webgpu", "webgpu")] })],
    plate,
    {},
    { devices: [{ id: "gpu", memory: ["webgpu"] }] },
  );
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ["MEMORY_MISMATCH", 'gpu takes planes in "webgpu" memory but gets them in "cpu"'],
    ["MEMORY_MISMATCH", 'the store takes planes in "cpu" memory but gets them in "webgpu"'],
  ]);
});

test("parameters are checked again, with the closest name", async () => {
  const { declaration } = idle("PURE_2D");
  const misspelt: BoundFunction = { kind: "bound", declaration, given: { strenght: 2 } };
  expect(await problemsOf([step({ func: misspelt })])).toEqual([
    expect.objectContaining({
      code: "UNKNOWN_PARAMETER",
      step: "s",
      field: "strenght",
      value: 2,
      allowed: ["strength"],
      hint: expect.stringContaining('Did you mean "strength"?'),
    }),
  ]);
});

test("missing planes of selected wells are a problem, of other wells none", async () => {
  const missing = [{ well: "A02", site: 1, channel: 2, z: 1, timepoint: 1 }];
  const holed = plateIndex({ wells: ["A01", "A02"], channels: 2, missing });
  expect(await problemsOf([step()], holed)).toEqual([
    expect.objectContaining({
      code: "MISSING_PLANES",
      message: "1 planes have no file: A02 s001_w2_z001_t001",
      value: missing,
    }),
  ]);
  expect(await problemsOf([step()], holed, { wellFilterConfig: { wellFilter: "A01" } })).toEqual([]);
});

test("a well without planes, with a strange name, or with two files for a plane is a problem", async () => {
  const [a01, a02] = plate.wells;
  const strange: PlateIndex = {
    ...plate,
    wells: [
      { ...a01!, planes: [] },
      { ...a01!, well: "first" },
      { ...a02!, planes: [...a02!.planes, a02!.planes[1]!] },
    ],
  };
  expect((await problemsOf([step()], strange)).map(({ code, well }) => [code, well])).toEqual([
    ["EMPTY_WELL", "A01"],
    ["BAD_WELL_NAME", "first"],
    ["DUPLICATE_PLANE", "A02"],
  ]);
});

test("all problems come at once, and the message lists them", async () => {
  const steps = [step({ func: [] }), step({ groupBy: "site" })];
  const config: ConfigInput = { wellFilterConfig: { wellFilter: 9 }, vfsConfig: { readBackend: "zarr" } };
  const codes = (await problemsOf(steps, plate, config)).map(({ code }) => code);
  expect(new Set(codes)).toEqual(
    new Set(["DUPLICATE_STEP", "EMPTY_STEP", "COMPONENT_OVERLAP", "NO_WELLS", "OTHER_BACKEND"]),
  );
  await expect(compile(steps, plate)).rejects.toThrow(
    /3 problems.*\n {2}1\. step "s", name: steps 1 and 2 have one name\./s,
  );
});
