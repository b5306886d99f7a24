import { expect, test } from "@jest/globals";
import { compile, missingSteps } from "#lib/compile/index.js";
import { configContext, enterConfig } from "#lib/config/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01"], sites: 2, z: 2 });
const steps = ["one", "two"].map((name) => new FunctionStep({ name, func: idle("PURE_3D") }));
const own = new FunctionStep({ name: "three", func: idle("PURE_3D"), variableComponents: ["site"] });

test("a context for one plate, and one for one step, hold there alone; what a step sets itself lies inside", async () => {
  const byZ = { processingConfig: { variableComponents: ["z"] } } as const;
  const contexts = [
    { ...configContext("plate", { numWorkers: 3 }), of: plate.path },
    { ...configContext("plate", { pathPlanningConfig: { outputDirSuffix: "_other" } }), of: "/data/screen-2" },
    { ...configContext("step", byZ), of: "two" },
    { ...configContext("step", byZ), of: "three" },
  ];
  const plan = await enterConfig(contexts, () => compile([...steps, own], plate));
  expect(plan.numWorkers).toBe(3);
  expect(plan.output.root).toBe("/data/screen-1_titer");
  expect(plan.steps.map((step) => step.variableComponents)).toEqual([["site"], ["z"], ["site"]]);
});

test("a context for a step with a misspelt name is a problem with the closest name", async () => {
  const context = { ...configContext("step", { numWorkers: 2 }), of: "thre" };
  await expect(enterConfig([context], () => compile([...steps, own], plate))).rejects.toMatchObject({
    code: "COMPILE_FAILED",
    details: { problems: [{ code: "UNKNOWN_STEP", value: "thre", allowed: ["one", "two", "three"] }] },
  });
});

test("contexts for steps of other pipelines are told apart from it", async () => {
  const context = { ...configContext("step", { numWorkers: 2 }), of: "segmentation" };
  const missing = await enterConfig([context], async () => {
    await compile(steps, plate);
    return missingSteps(steps);
  });
  expect(missing).toEqual(["segmentation"]);
});
