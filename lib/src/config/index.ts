/**
 * Configuration: classes with several parents, contexts from global to step, and the one rule that resolves a field.
 *
 * Classes, fields and defaults are those of OpenHCS, but for these defaults:
 *
 * - `pathPlanningConfig.outputDirSuffix` is `_titer` and `plateMetadataConfig.acquisitionUser` is `Titer`: the program's name.
 * - `vfsConfig.materializationBackend` is `zarr`, not `disk`: viewers get tiles and pyramids, and every file carries a checksum. It
 *   costs nothing: 108 planes of 1024 x 1024 pixels behind two steps took 1.0 to 1.3 s either way.
 * - `zarrConfig.compressor` is `blosc`, not `zlib`: the same run takes 1.3 s, not 10.5 s, for a third more space on noisy images.
 * - `zarrConfig.chunkStrategy` is `auto`, not `well`: a tile or a plane is read alone; with `well` all planes of a site come along.
 * - `useThreading` is `true`: Titer's workers are threads, which share planes; `false` computes in line, one well at a time.
 *
 * @module
 */
export {
  type ConfigAssignment,
  type ConfigCellProblem,
  type ConfigScope,
  configScope,
  parseConfigCell,
  readConfigCell,
} from "./cell.ts";
export * from "./choices.ts";
export * from "./classes/analysis.ts";
export * from "./classes/display.ts";
export * from "./classes/paths.ts";
export * from "./classes/pipeline.ts";
export * from "./classes/processing.ts";
export * from "./classes/storage.ts";
export * from "./classes/streaming.ts";
export * from "./classes/wellFilter.ts";
export type { Config, ConfigClass, ConfigInfo, ConfigMethods, Given } from "./configClass.ts";
export {
  type ConfigChange,
  type ConfigListener,
  ConfigNode,
  type PlaceholderChange,
  type PlaceholderListener,
} from "./configNode.ts";
export {
  type ConfigContext,
  type ConfigScopeName,
  configScopes,
  currentContexts,
  enterConfig,
  enterNamed,
  scopeNames,
} from "./context.ts";
export { defineConfig, isConfig } from "./define.ts";
export { type Explanation, explain, placeholder } from "./explain.ts";
export type { Field, Fields, FieldValue, ValuesOf } from "./field.ts";
export { fieldOf, mergedValues, type RootValues, withField } from "./fields.ts";
export type { Resolved } from "./resolve.ts";
export { type RootField, rootField, rootFields, scopeFields, stepConfigNames } from "./rootFields.ts";
export { type ConfigSchema, type SchemaNotes, toSchema } from "./schema.ts";
export { type ConfigInput, configContext, withConfig } from "./scope.ts";
export { writeConfigCell } from "./writeCell.ts";
