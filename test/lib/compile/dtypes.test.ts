import { expect, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { defineFunction } from "#lib/functions/index.js";
import type { Dtype } from "#lib/image/index.js";
import { FunctionStep, type StepParts } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01"], channels: 2 });
const gives = (outputDtype: Dtype) =>
  defineFunction({ ...idle("PURE_2D").declaration, id: `test.${outputDtype}`, outputDtype });
const step = (func: StepParts["func"], conversion?: "native" | "preserve" | "uint8" | "uint16" | "float32") =>
  new FunctionStep({ name: "s", func, ...(conversion ? { dtypeConfig: { defaultDtypeConversion: conversion } } : {}) });
const planned = async (steps: readonly FunctionStep[]) => {
  const { steps: made, output } = await compile(steps, plate);
  return [...made.map(({ convertTo }) => convertTo), output.store.dtype];
};

test("native keeps what the function makes, preserve what the step gets, and a name decides", async () => {
  expect(await planned([step(gives("float32"))])).toEqual([null, "float32"]);
  expect(await planned([step(gives("float32"), "preserve")])).toEqual(["uint16", "uint16"]);
  expect(await planned([step(gives("float32"), "uint8")])).toEqual(["uint8", "uint8"]);
});

test("a conversion to the type that is there already is none", async () => {
  expect(await planned([step(idle("PURE_2D"), "uint16")])).toEqual([null, "uint16"]);
});

test("routes of several types can be brought to one", async () => {
  expect(await planned([step({ "1": gives("float32"), "2": gives("uint8") }, "float32")])).toEqual([
    null,
    "float32",
    "float32",
  ]);
});

test.each<[string, readonly FunctionStep[], string]>([
  ["labels that should become something else", [step(gives("int32"), "uint16")], "DTYPE_CONVERSION"],
  [
    "preserving where there are several types",
    [new FunctionStep({ name: "a", func: { "1": gives("float32") } }), step(gives("uint8"), "preserve")],
    "MIXED_DTYPES",
  ],
])("%s is a problem", async (_, steps, code) => {
  await expect(compile(steps, plate)).rejects.toMatchObject({
    details: { problems: [{ code, step: "s", field: "DtypeConfig.defaultDtypeConversion" }] },
  });
});
