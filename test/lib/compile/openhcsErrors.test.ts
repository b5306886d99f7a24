// Each mistake that OpenHCS refuses, accepts silently or answers with its internals (facts, chapter 3): what Titer says.
import { expect, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { isTiterError } from "#lib/errors.js";
import { defineFunction } from "#lib/functions/index.js";
import { FunctionStep, type StepParts } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "A02"], channels: 2, z: 2 });
const step = (parts: Partial<StepParts> = {}) => new FunctionStep({ name: "n", func: idle("PURE_2D"), ...parts });
const needsPositions = defineFunction({
  ...idle("PURE_2D").declaration,
  id: "test.needsPositions",
  specialInputs: { positions: { doc: "" } },
});
// biome-ignore lint/suspicious/noExplicitAny: mistakes that the types forbid, as plain JavaScript makes them
const untyped = (value: unknown): any => value;

/** What making and compiling steps says: one line for each problem, with code, place, what and what to do. */
async function said(make: () => readonly FunctionStep[], config: ConfigInput = {}): Promise<string> {
  try {
    await withConfig("pipeline", config, () => compile(make(), plate));
  } catch (thrown) {
    if (!isTiterError(thrown)) throw thrown;
    if (thrown.code !== "COMPILE_FAILED") return `${thrown.code}: ${thrown.message}`;
    const problems = thrown.details.problems as { code: string }[];
    return `${problems.map(({ code }) => code).join()}: ${thrown.todo.split("\n").slice(1).join(" ")}`;
  }
  return "compiles";
}

test.each<[string, () => readonly FunctionStep[], RegExp]>([
  [
    "an unknown key of a record",
    () => [step({ func: { "9": idle("PURE_2D") } })],
    /^UNKNOWN_ROUTE: .*step "n", func: there is no channel "9"\. The keys are values of channel: 1, 2\./,
  ],
  [
    "a plain function",
    () => [step({ func: untyped((x: unknown) => x) })],
    /^BAD_STEP: .*step n, field func\)\. .*declare one with defineFunction/,
  ],
  [
    "a special input without a producer",
    () => [step({ func: needsPositions })],
    /^MISSING_SPECIAL: .*test\.needsPositions takes the special input "positions", which no earlier step makes/,
  ],
  ["a step without functions", () => [step({ func: [] })], /^EMPTY_STEP: .*the step has no function\. .*or disable it/],
  ["no function at all", () => [step({ func: untyped(null) })], /^BAD_STEP: .*func is neither a declared function/],
  [
    "a tuple of function, parameters and more",
    () => [step({ func: untyped([idle("PURE_2D"), { strength: 2 }, 3]) })],
    /^BAD_STEP: .*bind parameters with fn\.with\(\{ \.\.\. \}\)/,
  ],
  [
    "a chain with a record inside",
    () => [step({ func: untyped([{ "1": idle("PURE_2D") }]) })],
    /^BAD_STEP: .*nor a record of these by value of groupBy/,
  ],
  ["no steps", () => [], /^EMPTY_PIPELINE: .*the pipeline has no steps\. Give at least one/],
  [
    "an unknown parameter",
    () => [step({ func: idle("PURE_2D").with(untyped({ strenght: 2 })) })],
    /^UNKNOWN_PARAMETER: .*Did you mean "strength"\? Its parameters are: strength\./,
  ],
  [
    "a groupBy that varies, with a plain function",
    () => [step({ groupBy: "channel", variableComponents: ["channel"] })],
    /^COMPONENT_OVERLAP: .*groupBy = "channel" also varies inside a group\. Group by another component/,
  ],
  [
    "a groupBy that varies, with a record",
    () => [step({ func: { "1": idle("PURE_2D") }, groupBy: "channel", variableComponents: ["channel"] })],
    /COMPONENT_OVERLAP: .*groupBy = "channel" also varies/,
  ],
  [
    "a record without a component",
    () => [step({ func: { "1": idle("PURE_2D") }, groupBy: "none" })],
    /^ROUTES_WITHOUT_GROUP: .*Set groupBy to the component that the keys are values of/,
  ],
])("%s is refused with step, reason and remedy", async (_, make, text) => {
  expect(await said(make)).toMatch(text);
});

test("components that are sequential and variable are refused", async () => {
  const config = { sequentialProcessingConfig: { sequentialComponents: ["site"] } } as const;
  expect(await said(() => [step()], config)).toMatch(/^SEQUENTIAL_OVERLAP: .*step "n".*"site" varies inside a group/);
});

test("an empty suffix of the output folder is refused", async () => {
  const config = { pathPlanningConfig: { outputDirSuffix: "" } };
  expect(await said(() => [step()], config)).toMatch(/outputDirSuffix.*not empty/);
});

test.each<[string, () => readonly FunctionStep[]]>([
  ["strings where choices are meant", () => [step({ groupBy: "channel", variableComponents: ["z"] })]],
  [
    "a producer that is earlier, but not the step before",
    () => [
      step({
        name: "make",
        func: defineFunction({
          ...idle("PURE_3D").declaration,
          id: "test.makes",
          specialOutputs: { positions: { kind: "value", doc: "" } },
        }),
      }),
      step({ name: "between" }),
      step({ name: "take", func: needsPositions }),
    ],
  ],
])("%s compile", async (_, make) => {
  expect(await said(make)).toBe("compiles");
});
