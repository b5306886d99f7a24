import { expect, test } from "@jest/globals";
import {
  defineConfig,
  PipelineConfig,
  StepMaterializationConfig,
  WellFilterConfig,
  withConfig,
} from "#lib/config/index.js";

test("the compiler knows each field's type, own, inherited and nested", () => {
  const materialization = new StepMaterializationConfig({ enabled: true, wellFilter: "row:A", subDir: "x" });
  const subDir: string = materialization.subDir;
  const mode: "include" | "exclude" = materialization.wellFilterMode;
  const compressor: "zlib" | "blosc" | "lz4" | "zstd" | "none" = new PipelineConfig().zarrConfig.compressor;
  const Crop = defineConfig("Crop", {
    doc: "",
    extends: [WellFilterConfig],
    fields: { margin: { kind: "integer", default: 4, doc: "" } },
  });
  const margin: number = new Crop.Lazy({ wellFilter: 2 }).margin;
  expect([subDir, mode, compressor, margin]).toEqual(["x", "include", "blosc", 4]);
});

test("the compiler refuses wrong names and values, as the constructor does", () => {
  // @ts-expect-error: a number is wanted
  expect(() => new PipelineConfig({ numWorkers: "2" })).toThrow();
  // @ts-expect-error: no such field
  expect(() => new PipelineConfig({ numWorker: 2 })).toThrow();
  // @ts-expect-error: no such choice
  expect(() => withConfig("global", { zarrConfig: { compressor: "zip" } }, () => 0)).toThrow();
  // @ts-expect-error: numWorkers can't be cleared
  expect(() => new PipelineConfig({ numWorkers: null })).toThrow();
});
