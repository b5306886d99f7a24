// How a step uses its functions: enabled, sliceBySlice and dtypeConversion, bound beside the parameters.
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { defineFunction } from "#lib/functions/index.js";
import * as library from "#lib/functions/library/index.js";
import { maxProjection, tophat } from "#lib/functions/library/index.js";
import { FunctionStep, fromCode, toCode } from "#lib/pipeline/index.js";
import { temporaryFolder, writePlate } from "../engine/support.js";
import { idle, plateIndex } from "./plates.js";

jest.setTimeout(60_000); // the kernels load on busy machines

const folder = temporaryFolder();

const plate = plateIndex({ wells: ["A01"], channels: 2 });
const step = (func: FunctionStep["func"] | Record<string, FunctionStep["func"]>) =>
  new FunctionStep({ name: "s", func });
const planned = async (func: Parameters<typeof step>[0]) => (await compile([step(func)], plate)).steps;
const flexible = defineFunction({
  ...idle("PURE_3D").declaration,
  id: "test.flexible",
  contract: "FLEXIBLE",
  tables: { calls: [{ name: "planes", type: "integer", doc: "" }] },
  run: (stack) => ({ stack, tables: { calls: { planes: [stack.length] } } }),
});
const floats = defineFunction({ ...idle("PURE_2D").declaration, id: "test.floats", outputDtype: "float32" });

test("enabled: false takes a function out of its chain or its key", async () => {
  const [a, b] = [idle("PURE_2D"), idle("PURE_3D")];
  const ids = async (func: Parameters<typeof step>[0]) =>
    (await planned(func)).map(({ functions }) => functions.map(({ id }) => id));
  expect(await ids([a, b.with({ enabled: false }), a.with({ enabled: true })])).toEqual([
    ["test.PURE_2D", "test.PURE_2D"],
  ]);
  expect(await ids({ "1": [a, b.with({ enabled: false })], "2": [b] })).toEqual([["test.PURE_2D"], ["test.PURE_3D"]]);
});

test("a step whose functions are all disabled is a problem", async () => {
  await expect(planned([idle("PURE_2D").with({ enabled: false })])).rejects.toMatchObject({
    details: { problems: [{ code: "EMPTY_STEP", message: "all functions of the step are disabled" }] },
  });
});

test("a disabled maker makes nothing for later steps", async () => {
  const makes = defineFunction({
    ...idle("PURE_3D").declaration,
    id: "test.makes",
    specialOutputs: { at: { kind: "value", doc: "" } },
  });
  const takes = defineFunction({
    ...idle("PURE_3D").declaration,
    id: "test.takes",
    specialInputs: { at: { doc: "" } },
  });
  await expect(planned([makes.with({ enabled: false }), takes])).rejects.toMatchObject({
    details: { problems: [{ code: "MISSING_SPECIAL" }] },
  });
});

test("sliceBySlice calls a FLEXIBLE function once per plane, else it gets the group", async () => {
  const opened = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01"], 2, 1, 1));
  const calls = async (sliceBySlice: boolean) => {
    const plan = await opened.compile([step([flexible.with({ sliceBySlice })])], {
      outputRoot: join(folder, `out-${sliceBySlice}`),
    });
    const run = opened.execute(plan, { executor: "inline" });
    await run;
    return run.table("s").column("planes");
  };
  expect([await calls(false), await calls(true)]).toEqual([[2], [1, 1]]);
});

test("a function's own dtypeConversion counts behind it, and at the end instead of the step's", async () => {
  const steps = await planned([
    floats.with({ dtypeConversion: "uint8" }),
    floats,
    floats.with({ dtypeConversion: "preserve" }),
  ]);
  expect(steps[0]?.functions.map(({ convertTo }) => convertTo)).toEqual(["uint8", null, null]);
  const configured = new FunctionStep({
    name: "s",
    func: { "1": floats.with({ dtypeConversion: "uint16" }), "2": floats },
    dtypeConfig: { defaultDtypeConversion: "uint16" },
  });
  const plan = await compile([configured], plate);
  expect(plan.steps.map(({ functions, convertTo }) => [functions[0]?.convertTo, convertTo])).toEqual([
    ["uint16", null],
    [null, "uint16"],
  ]);
  expect(plan.output.store.dtype).toBe("uint16");
});

test.each<[string, () => unknown, string]>([
  ["sliceBySlice of a function that has no choice", () => tophat.with({ sliceBySlice: true }), "BAD_PARAMETER"],
  ["an unknown pixel type", () => tophat.with({ dtypeConversion: "int12" as "uint8" }), "BAD_PARAMETER"],
  [
    "a parameter with the name of an option",
    () =>
      defineFunction({
        ...idle("PURE_2D").declaration,
        parameters: { enabled: { kind: "boolean", default: true, doc: "" } },
      }),
    "BAD_DECLARATION",
  ],
])("%s is refused", (_, make, code) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});

test("options go through code and back", () => {
  const modules = { "titer/functions": library };
  const made = new FunctionStep({
    name: "s",
    func: [maxProjection.with({ enabled: false }), tophat.with({ selemRadius: 3, dtypeConversion: "uint8" })],
    inputSource: "pipeline_start",
  });
  const text = toCode(made, { modules });
  expect(text).toContain("maxProjection.with({ enabled: false })");
  expect(toCode(fromCode(text, modules) as FunctionStep, { modules })).toBe(text);
});
