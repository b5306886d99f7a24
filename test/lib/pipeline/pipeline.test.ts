import { expect, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { tophat } from "#lib/functions/library/index.js";
import { FunctionStep, Pipeline } from "#lib/pipeline/index.js";

const step = (name: string) => new FunctionStep({ name, func: tophat });

test("a pipeline is a frozen list of steps with a name", () => {
  const pipeline = new Pipeline({ name: "p", steps: [step("a"), step("b")] });
  expect(String(pipeline)).toBe('Pipeline "p": a -> b');
  expect(() => (pipeline.steps as FunctionStep[]).push(step("c"))).toThrow(TypeError);
});

test.each<[string, readonly FunctionStep[], string]>([
  ["no steps", [], "EMPTY_PIPELINE"],
  ["two steps of one name", [step("a"), step("A")], "DUPLICATE_STEP"],
  ["a name that no file can have", [step("a:b")], "BAD_STEP_NAME"],
])("%s is refused", (_, steps, code) => {
  expect(() => new Pipeline({ name: "p", steps })).toThrow(expect.objectContaining({ code }));
});

test("a step answers its components from the contexts around the reader, unless it sets them", () => {
  const own = new FunctionStep({ name: "a", func: tophat, variableComponents: ["z"] });
  const lazy = step("b");
  withConfig("pipeline", { processingConfig: { variableComponents: ["channel"], groupBy: "site" } }, () => {
    expect([own.variableComponents, own.groupBy, lazy.variableComponents]).toEqual([["z"], "site", ["channel"]]);
  });
  expect([lazy.variableComponents, lazy.groupBy]).toEqual([["site"], "channel"]);
});

test("one function or a chain becomes a frozen chain", () => {
  const chain = new FunctionStep({ name: "a", func: [tophat, tophat.with({ selemRadius: 3 })] });
  expect([step("a").func.length, chain.func.length, Object.isFrozen(chain.func)]).toEqual([1, 2, true]);
});

test("a record of functions becomes routes, and func lists all of its functions", () => {
  const routed = new FunctionStep({ name: "a", func: { "1": tophat, "2": [tophat, tophat] } });
  expect([Object.keys(routed.routes ?? {}), routed.func.length, step("b").routes]).toEqual([["1", "2"], 3, null]);
});

test.each<[string, Record<string, unknown>, string, RegExp]>([
  ["no name", { func: tophat }, "BAD_STEP", /no name/],
  [
    "a misspelt part",
    { name: "s", func: tophat, variableComponent: ["z"] },
    "BAD_STEP",
    /Did you mean "variableComponents"/,
  ],
  [
    "a function that is not declared",
    { name: "s", func: () => 0 },
    "BAD_STEP",
    /neither a declared function.*defineFunction/,
  ],
  ["no function", { name: "s" }, "BAD_STEP", /neither a declared function/],
  ["a chain with something else in it", { name: "s", func: [tophat, "tophat"] }, "BAD_STEP", /step s, field func/],
  ["a route to something else", { name: "s", func: { "1": () => 0 } }, "BAD_STEP", /neither a declared function/],
  ["an unknown component", { name: "s", func: tophat, variableComponents: ["zed"] }, "BAD_FIELD", /site, channel, z/],
  [
    "components set twice",
    { name: "s", func: tophat, groupBy: "z", processingConfig: { groupBy: "z" } },
    "BAD_STEP",
    /groupBy is set twice/,
  ],
  [
    "a misspelt config field",
    { name: "s", func: tophat, stepWellFilterConfig: { wellFiltr: 2 } },
    "UNKNOWN_FIELD",
    /Did you mean "wellFilter"/,
  ],
])("%s is refused", (_, parts, code, message) => {
  const make = () => new FunctionStep(parts as never);
  expect(make).toThrow(expect.objectContaining({ code }));
  expect(make).toThrow(message);
});
