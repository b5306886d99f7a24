import { expect, test } from "@jest/globals";
import { GroupBy, VariableComponents } from "#lib/components/index.js";
import * as config from "#lib/config/index.js";

test.each<[Readonly<Record<string, string>>, config.ConfigInfo, string]>([
  [config.WellFilterMode, config.WellFilterConfig, "wellFilterMode"],
  [config.Backend, config.VFSConfig, "readBackend"],
  [config.MaterializationBackend, config.VFSConfig, "materializationBackend"],
  [config.ZarrCompressor, config.ZarrConfig, "compressor"],
  [config.ZarrChunkStrategy, config.ZarrConfig, "chunkStrategy"],
  [config.DtypeConversion, config.DtypeConfig, "defaultDtypeConversion"],
  [config.InputSource, config.ProcessingConfig, "inputSource"],
  [config.TransportMode, config.StreamingDefaults, "transportMode"],
  [config.NormalizationMethod, config.ExperimentalAnalysisConfig, "normalizationMethod"],
  [config.Microscope, config.GlobalPipelineConfig, "microscope"],
  [GroupBy, config.ProcessingConfig, "groupBy"],
  [VariableComponents, config.ProcessingConfig, "variableComponents"],
])("%o names every choice of its field", (named, owner, name) => {
  const field = owner.fields[name]!;
  expect([...("choices" in field ? field.choices : [])].sort()).toEqual(Object.values(named).sort());
});

test("named choices are taken where the strings are", () => {
  const { PathPlanningConfig, WellFilterMode } = config;
  expect(new PathPlanningConfig({ wellFilterMode: WellFilterMode.EXCLUDE }).wellFilterMode).toBe("exclude");
});
