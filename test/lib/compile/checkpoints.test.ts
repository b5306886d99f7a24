import { expect, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { FunctionStep, type StepParts } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "A02", "A03"], sites: 2, z: 2 });
const kept = (name: string, more: StepParts["stepMaterializationConfig"] = {}) =>
  new FunctionStep({ name, func: idle("PURE_2D"), stepMaterializationConfig: { enabled: true, ...more } });
const plain = new FunctionStep({ name: "last", func: idle("PURE_2D") });
const paths = async (steps: readonly FunctionStep[]) =>
  (await compile(steps, plate)).output.checkpoints.map(({ path }) => path);

async function problemsOf(steps: readonly FunctionStep[], config: ConfigInput = {}) {
  try {
    await withConfig("pipeline", config, () => compile(steps, plate));
  } catch (thrown) {
    return (thrown as { details: { problems: object[] } }).details.problems;
  }
  throw new Error("the steps compile");
}

test("a step's planes are kept in a store of its own, laid out for what the step makes", async () => {
  const project = new FunctionStep({ name: "project", func: idle("VOLUMETRIC_TO_SLICE"), variableComponents: ["z"] });
  const { output, steps, schedules } = await compile([kept("clean"), project], plate);
  expect(output.checkpoints).toMatchObject([
    { path: "checkpoints.zarr", shape: { z: 2 }, wells: ["A01", "A02", "A03"] },
  ]);
  expect(output.store).toMatchObject({ path: "images.zarr", shape: { z: 1 } });
  expect(steps.map(({ checkpoint, result }) => [checkpoint, result])).toEqual([
    [0, false],
    [null, true],
  ]);
  const stored = (step: number) =>
    schedules[0]!.calls.flatMap((call) =>
      call.step === step ? call.store.map(({ id, index }) => [id.site, ...index]) : [],
    );
  expect(stored(0)).toHaveLength(4);
  expect(stored(1)).toEqual([
    [1, 0, 0, 0],
    [2, 0, 0, 0],
  ]);
});

test("a single checkpoint keeps its name; several of one name all get their step's number", async () => {
  expect(await paths([kept("a"), plain])).toEqual(["checkpoints.zarr"]);
  expect(await paths([kept("a"), kept("b"), plain])).toEqual(["checkpoints_step0.zarr", "checkpoints_step1.zarr"]);
  expect(await paths([kept("a"), kept("b", { subDir: "b" }), plain])).toEqual(["checkpoints.zarr", "b.zarr"]);
});

test("a checkpoint in the place of the result gets its step's number", async () => {
  expect(await paths([plain, kept("b", { subDir: "Images" })])).toEqual(["Images_step1.zarr"]);
});

test("the last step can be kept twice", async () => {
  const { output, steps } = await compile([kept("only")], plate);
  expect([output.store.path, output.checkpoints[0]?.path]).toEqual(["images.zarr", "checkpoints.zarr"]);
  expect(steps).toMatchObject([{ result: true, checkpoint: 0 }]);
});

test("enabling is inherited, and the well filter is the step's own, else that of the steps, else that of the paths", async () => {
  const config = { stepMaterializationConfig: { enabled: true }, pathPlanningConfig: { wellFilter: 2 } } as const;
  const own = new FunctionStep({
    name: "own",
    func: idle("PURE_2D"),
    stepMaterializationConfig: { wellFilter: ["A03"], subDir: "own" },
  });
  const sibling = new FunctionStep({
    name: "sibling",
    func: idle("PURE_2D"),
    stepWellFilterConfig: { wellFilter: 1 },
    stepMaterializationConfig: { subDir: "sibling" },
  });
  const { output } = await withConfig("global", config, () => compile([own, sibling, plain], plate));
  expect(output.checkpoints.map(({ path, wells }) => [path, wells])).toEqual([
    ["own.zarr", ["A03"]],
    ["sibling.zarr", ["A01"]],
    ["checkpoints.zarr", ["A01", "A02"]],
  ]);
});

test("a checkpoint filter that has no well in common with the pipeline's is a problem", async () => {
  const steps = [kept("a", { wellFilter: ["A03"] }), plain];
  expect(await problemsOf(steps, { wellFilterConfig: { wellFilter: 2 } })).toMatchObject([
    { code: "NO_WELLS", step: "a", field: "StepMaterializationConfig.wellFilter" },
  ]);
});

test("a suffix or folder of their own puts checkpoints beside the output, with names that count there", async () => {
  const steps = [
    kept("a", { outputDirSuffix: "_checkpoint" }),
    kept("b", { globalOutputFolder: "/fast" }),
    kept("c", { outputDirSuffix: "_checkpoint" }),
    kept("d", { outputDirSuffix: "_checkpoint", subDir: "images" }),
    plain,
  ];
  const { output, digest } = await compile(steps, plate);
  expect(output.checkpointRoots).toEqual(["/data/screen-1_checkpoint", "/fast/screen-1_titer"]);
  expect(output.checkpoints.map(({ root, path }) => [root, path])).toEqual([
    [0, "checkpoints_step0.zarr"],
    [1, "checkpoints.zarr"],
    [0, "checkpoints_step2.zarr"],
    [0, "images.zarr"],
  ]);
  const moved = await compile(steps, { ...plate, path: "/elsewhere/screen-1" });
  expect(moved.digest).toBe(digest);
});

test.each([
  [{ globalOutputFolder: "/data/screen-1/inside" }, "OUTPUT_IN_PLATE"],
  [{ globalOutputFolder: "/data/screen-1_titer" }, "OUTPUT_CLASH"],
  [{ globalOutputFolder: "relative" }, "RELATIVE_OUTPUT"],
])("a checkpoint's folder %o is a problem", async (elsewhere, code) => {
  expect(await problemsOf([kept("a", elsewhere), plain])).toMatchObject([
    { code, field: "StepMaterializationConfig.globalOutputFolder" },
  ]);
});

test("steps that would write into each other's stores are a problem", async () => {
  const clash = [{ code: "OUTPUT_CLASH", step: "b" }];
  expect(await problemsOf([kept("a"), kept("b", { subDir: "checkpoints.zarr/b" }), plain])).toMatchObject(clash);
  expect(await problemsOf([kept("a", { subDir: "x.zarr/a" }), kept("b", { subDir: "X" }), plain])).toMatchObject(clash);
  expect(await problemsOf([plain, kept("b", { subDir: "images.zarr/b" })])).toMatchObject(clash);
});

test("three levels of inheritance decide which wells each step keeps, as the seeds' testing strategy asks", async () => {
  const wells = plateIndex({ wells: ["A01", "A02", "A03", "A04", "A05"] });
  const config = (wellFilter: number): ConfigInput => ({ stepWellFilterConfig: { wellFilter } });
  const overriding = kept("step 0", { subDir: "zero", wellFilter: 4 });
  const inheriting = kept("step 2", { subDir: "two" });
  const { output } = await withConfig("global", config(3), () =>
    withConfig("pipeline", config(2), () => compile([overriding, plain, inheriting], wells)),
  );
  expect(output.checkpoints.map((store) => store.wells.length)).toEqual([4, 2]);
  expect(output.store.wells).toEqual(["A01", "A02"]);
});
