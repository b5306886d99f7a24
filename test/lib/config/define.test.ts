import { expect, test } from "@jest/globals";
import {
  defineConfig,
  NapariStreamingConfig,
  PathPlanningConfig,
  PipelineConfig,
  StepMaterializationConfig,
  withConfig,
} from "#lib/config/index.js";

const names = (config: { order: readonly { configName: string }[] }) => config.order.map((c) => c.configName);

test("parents are ordered by C3, as Python orders them", () => {
  expect(names(StepMaterializationConfig)).toEqual([
    "StepMaterializationConfig",
    "StepWellFilterConfig",
    "PathPlanningConfig",
    "WellFilterConfig",
  ]);
  expect(names(NapariStreamingConfig)).toEqual([
    "NapariStreamingConfig",
    "StreamingConfig",
    "StreamingDefaults",
    "StepWellFilterConfig",
    "WellFilterConfig",
    "NapariDisplayConfig",
  ]);
});

test("parents that contradict each other are refused", () => {
  const A = defineConfig("A", { doc: "", extends: [], fields: {} });
  const B = defineConfig("B", { doc: "", extends: [A], fields: {} });
  expect(() => defineConfig("C", { doc: "", extends: [A, B], fields: {} })).toThrow(
    expect.objectContaining({ code: "CONFIG_ORDER" }),
  );
});

test("a base instance has all values and ignores contexts, a lazy one follows them", () => {
  withConfig("pipeline", { pathPlanningConfig: { subDir: "there" } }, () => {
    expect(new PathPlanningConfig({ outputDirSuffix: "_x" })).toMatchObject({
      outputDirSuffix: "_x",
      subDir: "images",
    });
    expect(new PathPlanningConfig.Lazy({ outputDirSuffix: "_x" })).toMatchObject({
      outputDirSuffix: "_x",
      subDir: "there",
    });
  });
});

test("raw and own say what was set, inside a context too", () => {
  withConfig("global", { numWorkers: 8 }, () => {
    const config = new PipelineConfig({ materializationResultsPath: "tables" });
    expect([config.raw(), config.own("numWorkers"), config.numWorkers]).toEqual([
      { materializationResultsPath: "tables" },
      undefined,
      8,
    ]);
  });
});

test("undefined inherits and null clears", () => {
  withConfig("global", { wellFilterConfig: { wellFilter: 3 } }, () => {
    withConfig("pipeline", { wellFilterConfig: { wellFilter: undefined } }, () => {
      expect(new PipelineConfig().wellFilterConfig.wellFilter).toBe(3);
    });
    withConfig("pipeline", { wellFilterConfig: { wellFilter: null } }, () => {
      expect(new PipelineConfig().wellFilterConfig.wellFilter).toBeNull();
    });
  });
});

test("instances are frozen, lists in them too", () => {
  const config = new PipelineConfig({ processingConfig: { variableComponents: ["z"] } });
  expect(() => Object.assign(config, { numWorkers: 3 })).toThrow(TypeError);
  expect(Object.isFrozen(config.processingConfig.variableComponents)).toBe(true);
});

test.each<[string, Record<string, unknown>, string, RegExp]>([
  ["a misspelt field", { numWorker: 2 }, "UNKNOWN_FIELD", /Did you mean "numWorkers"/],
  ["a misspelt nested field", { pathPlanningConfig: { subdir: "x" } }, "UNKNOWN_FIELD", /Did you mean "subDir"/],
  ["a name that every object has", { constructor: 1 }, "UNKNOWN_FIELD", /no field "constructor"/],
  ["zero workers", { numWorkers: 0 }, "BAD_FIELD", /whole number from 1/],
  ["NaN", { numWorkers: Number.NaN }, "BAD_FIELD", /numWorkers = NaN/],
  ["a string for a number", { numWorkers: "2" }, "BAD_FIELD", /whole number/],
  ["a wrong choice", { vfsConfig: { readBackend: "tape" } }, "BAD_FIELD", /one of: auto, disk/],
  ["null where nothing can be cleared", { numWorkers: null }, "BAD_FIELD", /null is not possible/],
  ["an empty suffix", { pathPlanningConfig: { outputDirSuffix: "" } }, "BAD_FIELD", /not empty/],
  ["a folder above the output", { pathPlanningConfig: { subDir: "../x" } }, "BAD_FIELD", /inside the output/],
  ["no wells at all", { wellFilterConfig: { wellFilter: 0 } }, "BAD_FIELD", /from 1/],
  ["an unknown component", { processingConfig: { variableComponents: ["zed"] } }, "BAD_FIELD", /site, channel, z/],
])("%s is refused", (_, given, code, message) => {
  const make = () => new PipelineConfig(given as never);
  expect(make).toThrow(expect.objectContaining({ code }));
  expect(make).toThrow(message);
});

test("a config of another class is refused", () => {
  expect(() => new PipelineConfig({ vfsConfig: new PathPlanningConfig() as never })).toThrow(
    /given a PathPlanningConfig/,
  );
});
