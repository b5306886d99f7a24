/**
 * Pipelines as values: steps, function patterns, orchestrations, their checks, and their code.
 *
 * @module
 */
export { fromCode } from "./code/fromCode.ts";
export type { CodeModules } from "./code/modules.ts";
export { type CodeOptions, toCode, toScript } from "./code/toCode.ts";
export type { CodeValue } from "./code/value.ts";
export * from "./orchestration.ts";
export * from "./pipeline.ts";
export * from "./problem.ts";
export * from "./step.ts";
