import { expect, test } from "@jest/globals";
import {
  addRoute,
  addStep,
  duplicateStep,
  insertFunction,
  mapStep,
  moveStep,
  removeRoute,
  removeStep,
  replaceFunction,
  setParameter,
} from "#extension/pipeline/edits.js";
import type { FunctionEntry, PipelineDraft } from "#lib/protocol/index.js";

const entry = (id: string, parameters: readonly string[] = []): FunctionEntry => ({
  id,
  version: 2,
  library: "titer",
  doc: "",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  tags: [],
  parameters: parameters.map((name) => ({ name, kind: "number", default: 1, required: false, doc: "" })),
  tables: [],
  specialInputs: [],
  specialOutputs: [],
});

const empty: PipelineDraft = { name: "p", steps: [] };
const names = (draft: PipelineDraft) => draft.steps.map(({ name }) => name);
const { draft: one, key } = addStep(empty, entry("titer.blur", ["sigma"]), null);
const { draft: two } = addStep(one, entry("titer.tophat"), null);

test("a step is added behind another one, under a free name and key", () => {
  const { draft } = addStep(two, entry("titer.blur"), key);
  expect(names(draft)).toEqual(["blur", "blur 2", "tophat"]);
  expect(new Set(draft.steps.map((step) => step.key)).size).toBe(3);
});

test("steps move, go and are duplicated", () => {
  expect(names(moveStep(two, key, 1))).toEqual(["tophat", "blur"]);
  expect(names(moveStep(two, key, 99))).toEqual(["tophat", "blur"]);
  expect(names(removeStep(two, key))).toEqual(["tophat"]);
  expect(names(duplicateStep(two, key).draft)).toEqual(["blur", "blur 2", "tophat"]);
});

test("a draft that was edited is another one; the one before stays as it is", () => {
  const before = JSON.stringify(two);
  mapStep(two, key, (step) => setParameter(step, { route: 0, place: 0 }, "sigma", 3));
  expect(JSON.stringify(two)).toBe(before);
});

test("a parameter is set and taken back, and stays with another function that has it too", () => {
  const at = { route: 0, place: 0 };
  const set = setParameter(one.steps[0]!, at, "sigma", 3);
  expect(set.routes[0]?.functions[0]?.given).toEqual({ sigma: 3 });
  expect(replaceFunction(set, at, entry("titer.other", ["sigma"])).routes[0]?.functions[0]).toEqual({
    id: "titer.other",
    version: 2,
    given: { sigma: 3 },
  });
  expect(replaceFunction(set, at, entry("titer.other")).routes[0]?.functions[0]?.given).toEqual({});
  expect(setParameter(set, at, "sigma", undefined).routes[0]?.functions[0]?.given).toEqual({});
});

test("a chain becomes a route, and the last route a chain for all planes again", () => {
  const routed = addRoute(addRoute(one.steps[0]!, "1"), "2");
  expect(routed.routes.map(({ value, functions }) => [value, functions.length])).toEqual([
    ["1", 1],
    ["2", 0],
  ]);
  const chain = insertFunction(routed, { route: 1, place: 0 }, entry("titer.tophat"));
  expect(removeRoute(removeRoute(chain, 0), 0).routes).toEqual([
    { value: null, functions: [{ id: "titer.tophat", version: 2, given: {} }] },
  ]);
});
