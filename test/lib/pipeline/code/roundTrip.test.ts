import { expect, test } from "@jest/globals";
import { GlobalPipelineConfig, isConfig, PathPlanningConfig, ProcessingConfig } from "#lib/config/index.js";
import { type BoundFunction, maxProjection, tophat } from "#lib/functions/index.js";
import { type CodeValue, FunctionStep, fromCode, Pipeline, toCode } from "#lib/pipeline/index.js";
import { Generator, modules } from "./generate.js";

/** Everything that a value is, as plain data that `toEqual` tells apart (-0 from 0 too). */
function facts(value: unknown): unknown {
  if (isConfig(value)) return { config: value.configClass.configName, kind: value.configKind, raw: value.raw() };
  if (Array.isArray(value)) return value.map(facts);
  if (typeof value !== "object" || value === null) return value;
  if ("kind" in value && value.kind === "bound") {
    const { declaration, given } = value as BoundFunction;
    return { function: `${declaration.id}@${declaration.version}`, given };
  }
  const fields = Object.entries(value).map(([name, one]) => {
    const ordered = name === "routes" && one !== null; // the order of routes counts
    return [name, facts(ordered ? Object.entries(one as object) : one)];
  });
  return Object.fromEntries(fields);
}

function expectIdentity(value: CodeValue): void {
  for (const clean of [true, false]) {
    const code = toCode(value, { clean, modules });
    expect({ code, value: facts(fromCode(code, modules)) }).toEqual({ code, value: facts(value) });
  }
}

const random = new Generator(20261121);
const times = (n: number, make: () => CodeValue): CodeValue[] => Array.from({ length: n }, make);

test.each<[string, () => CodeValue[]]>([
  ["100 pipelines", () => times(100, () => random.pipeline())],
  ["100 orchestrations", () => times(100, () => random.orchestration())],
  ["100 steps", () => times(100, () => random.step("step"))],
  ["20 lists of steps", () => times(20, () => random.pipeline().steps)],
  ["100 function chains", () => times(100, () => random.chain())],
  ["50 pipeline configs", () => times(50, () => random.root())],
  ["50 base configs", () => times(50, () => new GlobalPipelineConfig(random.given(GlobalPipelineConfig)))],
  ["50 lazy configs", () => times(50, () => new PathPlanningConfig.Lazy(random.given(PathPlanningConfig)))],
])("%s come back as they were, clean and with defaults", (_, make) => {
  for (const value of make()) expectIdentity(value);
});

test("a step and a pipeline have no parts that code does not know", () => {
  const { func, enabled, config } = new FunctionStep({ name: "a", func: tophat });
  const pipeline = new Pipeline({ name: "p", steps: [new FunctionStep({ name: "a", func })] });
  expect(facts(pipeline.steps[0])).toEqual({
    kind: "step",
    name: "a",
    func: facts(func),
    routes: null,
    enabled,
    config,
  });
  expect(Object.keys(pipeline).sort()).toEqual(["kind", "name", "steps"]);
});

test("code is laid out as people write it", () => {
  const steps = [
    new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
    new FunctionStep({
      name: "clean",
      func: { "1": tophat.with({ selemRadius: 25 }), "2": [tophat, tophat.with({ shape: "square" })] },
      enabled: false,
      groupBy: "channel",
      processingConfig: new ProcessingConfig({ inputSource: "pipeline_start" }),
      stepMaterializationConfig: { enabled: true, wellFilter: null },
    }),
  ];
  expect(toCode(new Pipeline({ name: "norm", steps }))).toBe(`import { FunctionStep, Pipeline } from "titer";
import { maxProjection, tophat } from "titer/functions";

export default new Pipeline({
  name: "norm",
  steps: [
    new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
    new FunctionStep({
      name: "clean",
      func: {
        "1": tophat.with({ selemRadius: 25 }),
        "2": [tophat, tophat.with({ shape: "square" })],
      },
      groupBy: "channel",
      inputSource: "pipeline_start",
      enabled: false,
      stepMaterializationConfig: { enabled: true, wellFilter: null },
    }),
  ],
});
`);
});

test("with defaults, what was not set is a comment, so that it is still inherited", () => {
  const code = toCode(tophat.with({ shape: "square" }), { clean: false });
  expect(code).toContain("  // selemRadius: 50, // px\n");
  expect((fromCode(code) as BoundFunction).given).toEqual({ shape: "square" });
});

test("names that two modules share get different local names", () => {
  const other = { "./other.ts": { tophat: modules["./it's mine.ts"].everyKind } };
  const code = toCode([tophat, other["./other.ts"].tophat], { modules: other });
  expect(code).toContain('import { tophat as tophat2 } from "./other.ts";');
  expect(facts(fromCode(code, other))).toEqual(facts([tophat, other["./other.ts"].tophat]));
});

test("a function that no module exports is refused by name", () => {
  expect(() => toCode(modules["./it's mine.ts"].everyKind)).toThrow(/no module exports the function test.everyKind/);
});
