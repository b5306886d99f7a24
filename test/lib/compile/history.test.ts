import { expect, test } from "@jest/globals";
import { compile, historyText, planeHistory } from "#lib/compile/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01"], sites: 2, channels: 2, z: 3 });
const step = (name: string, contract: Parameters<typeof idle>[0], ...varied: ("site" | "channel" | "z")[]) =>
  new FunctionStep({ name, func: idle(contract), variableComponents: varied, groupBy: "none" });
const first = { site: 1, channel: 1, z: 1, timepoint: 1 };

test("a plane's history goes back to the plate, step by step", async () => {
  const steps = [
    step("project", "VOLUMETRIC_TO_SLICE", "z"),
    step("level", "PURE_3D", "site"),
    step("merge", "VOLUMETRIC_TO_SLICE", "channel"),
  ];
  const history = planeHistory(await compile(steps, plate), "A01", 2, first)!;
  expect(history.planes).toHaveLength(12); // leveling looks at both sites
  expect(history.files).toHaveLength(12);
  expect(history.steps.map((one) => [one.step, one.inputs.length, one.outputs.length])).toEqual([
    ["project", 12, 4],
    ["level", 4, 4],
    ["merge", 2, 1],
  ]);
  expect(historyText(history)).toBe("test.VOLUMETRIC_TO_SLICE of z 1, 2, 3; test.VOLUMETRIC_TO_SLICE of channel 1, 2");
});

test("planes that were only filtered have a history of one plane", async () => {
  const history = planeHistory(await compile([step("a", "PURE_2D"), step("b", "PURE_2D")], plate), "A01", 1, {
    ...first,
    z: 3,
  })!;
  expect([history.files, historyText(history)]).toEqual([["TimePoint_1/ZStep_3/A01_s1_w1.tif"], ""]);
});

test("a plane that a step does not make has none", async () => {
  const plan = await compile([step("project", "VOLUMETRIC_TO_SLICE", "z")], plate);
  expect([planeHistory(plan, "A01", 0, { ...first, z: 2 }), planeHistory(plan, "B01", 0, first)]).toEqual([
    undefined,
    undefined,
  ]);
});
