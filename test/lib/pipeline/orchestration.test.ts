import { expect, test } from "@jest/globals";
import { PathPlanningConfig, PipelineConfig } from "#lib/config/index.js";
import { tophat } from "#lib/functions/library/index.js";
import { FunctionStep, Orchestration, Pipeline } from "#lib/pipeline/index.js";

const pipeline = new Pipeline({ name: "p", steps: [new FunctionStep({ name: "a", func: tophat })] });
const plates = [{ path: "plates/a", pipeline }];

test("an orchestration is a frozen value", () => {
  const config = new PipelineConfig({ numWorkers: 2 });
  const value = new Orchestration({ plates, config });
  expect([value.plates, value.config]).toEqual([plates, config]);
  expect(() => Object.assign(value.plates[0]!, { path: "b" })).toThrow(TypeError);
});

test.each<[string, object, RegExp]>([
  ["no plates", { plates: [] }, /has no plates/],
  ["a plate without a path", { plates: [{ path: "", pipeline }] }, /plates\[0\]\.path/],
  ["steps for a pipeline", { plates: [{ path: "a", pipeline: pipeline.steps }] }, /plates\[0\]\.pipeline/],
  ["a misspelt part", { plates: [{ path: "a", pipeline, confg: 1 }] }, /Did you mean "config"/],
  ["another config", { plates, config: new PathPlanningConfig() }, /new PipelineConfig/],
])("%s is refused", (_, parts, message) => {
  const make = () => new Orchestration(parts as never);
  expect(make).toThrow(expect.objectContaining({ code: "BAD_ORCHESTRATION" }));
  expect(make).toThrow(message);
});
