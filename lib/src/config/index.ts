/**
 * Configuration: classes with several parents, contexts from global to step, and the one rule that resolves a field.
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
} from "./context.ts";
export { defineConfig, isConfig } from "./define.ts";
export { type Explanation, explain, placeholder } from "./explain.ts";
export type { Field, Fields, FieldValue, ValuesOf } from "./field.ts";
export type { Resolved } from "./resolve.ts";
export { type RootField, rootField, rootFields } from "./rootFields.ts";
export { type ConfigSchema, type SchemaNotes, toSchema } from "./schema.ts";
export { type ConfigInput, configContext, withConfig } from "./scope.ts";
export { writeConfigCell } from "./writeCell.ts";
