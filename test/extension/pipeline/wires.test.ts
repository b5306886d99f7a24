import { expect, test } from "@jest/globals";
import { wiresOf } from "#extension/pipeline/wires.js";
import type { FunctionEntry, StepDraft } from "#lib/protocol/index.js";

const base: Omit<FunctionEntry, "id"> = {
  version: 1,
  library: "titer",
  doc: "",
  contract: "PURE_3D",
  memory: { input: "cpu", output: "cpu" },
  tags: [],
  parameters: [],
  tables: [],
  specialInputs: [],
  specialOutputs: [],
};
const functions = new Map<string, FunctionEntry>([
  ["make", { ...base, id: "make", specialOutputs: [{ name: "positions", doc: "" }] }],
  ["take", { ...base, id: "take", specialInputs: [{ name: "positions", from: "steps", doc: "" }] }],
]);
const step = (id: string, enabled = true): StepDraft => ({
  key: id,
  name: id,
  enabled,
  routes: [{ value: null, functions: [{ id, version: 1, given: {} }] }],
  config: {},
});
const wires = (...steps: StepDraft[]) => wiresOf({ name: "p", steps }, functions).map(({ from, to }) => [from, to]);

test("a value comes from the latest step before that makes it", () => {
  expect(wires(step("make"), step("make"), step("take"), step("make"))).toEqual([[1, 2]]);
});

test("a value that no earlier step makes comes from nowhere", () => {
  expect(wires(step("take"), step("make"))).toEqual([[null, 0]]);
  expect(wires(step("make", false), step("take"))).toEqual([[null, 1]]);
});
