import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import {
  type ConfigContext,
  configContext,
  enterConfig,
  enterNamed,
  explain,
  GlobalPipelineConfig,
  PipelineConfig,
  placeholder,
  StepMaterializationConfig,
  withConfig,
} from "#lib/config/index.js";

test("parallel tasks keep their own contexts across await and timers", async () => {
  const workers = (numWorkers: number) =>
    withConfig("pipeline", { numWorkers }, async () => {
      await wait(5 - numWorkers);
      return new PipelineConfig().numWorkers;
    });
  expect(await Promise.all([workers(2), workers(3), workers(4)])).toEqual([2, 3, 4]);
  expect(new PipelineConfig().numWorkers).toBe(1);
});

test("contexts lie by scope, whatever the order in which they are entered", () => {
  const global = configContext("global", { numWorkers: 8 });
  const pipeline = configContext("pipeline", { numWorkers: 4 });
  expect(enterConfig([pipeline, global], () => new PipelineConfig().numWorkers)).toBe(4);
});

test("of two contexts with one scope the later is inside", () => {
  const inner = withConfig("global", { numWorkers: 8 }, () =>
    withConfig("global", { numWorkers: 9 }, () => new PipelineConfig().numWorkers),
  );
  expect(inner).toBe(9);
});

test("an unknown scope is refused", () => {
  expect(() => enterConfig([{ scope: "galaxy" as never, values: {} }], () => 0)).toThrow(/no config scope "galaxy"/);
});

test("explain names the scope and the class that had the value", () => {
  withConfig("global", { wellFilterConfig: { wellFilter: 3 } }, () => {
    const config = new StepMaterializationConfig.Lazy({ subDir: "x" });
    expect(explain(config, "wellFilter")).toEqual({ value: 3, scope: "global", configName: "WellFilterConfig" });
    expect(explain(config, "outputDirSuffix")).toEqual({
      value: "_titer",
      scope: "default",
      configName: "PathPlanningConfig",
    });
    expect(explain(config, "subDir")).toEqual({ value: "x", scope: "own", configName: "StepMaterializationConfig" });
  });
});

test("explain refuses a field that does not exist", () => {
  expect(() => explain(new PipelineConfig(), "numWorker")).toThrow(/Did you mean "numWorkers"/);
});

test("placeholders say what an empty field inherits", () => {
  withConfig("pipeline", { numWorkers: 4 }, () => {
    expect(placeholder(GlobalPipelineConfig, "numWorkers")).toBe("Pipeline default: 4");
    expect(placeholder(GlobalPipelineConfig, "materializationResultsPath")).toBe("Default: results");
    expect(placeholder(StepMaterializationConfig, "wellFilter")).toBe("Default: none");
  });
});

test("a context for one step holds inside that step only", () => {
  const contexts: ConfigContext[] = [
    { scope: "pipeline", values: { GlobalPipelineConfig: { numWorkers: 2 } } },
    { scope: "step", of: "count", values: { GlobalPipelineConfig: { numWorkers: 3 } } },
  ];
  const workers = () => new PipelineConfig().numWorkers;
  enterConfig(contexts, () => {
    expect(workers()).toBe(2);
    expect(enterNamed("step", "blur", workers)).toBe(2);
    expect(enterNamed("plate", "count", workers)).toBe(2);
    expect(enterNamed("step", "count", workers)).toBe(3);
  });
});
