/**
 * Pipelines as values: steps, function patterns, orchestrations, their checks, and their code.
 *
 * @module
 */
export { type CodeModules, type CodeOptions, type CodeValue, fromCode, toCode, toScript } from "./code/index.ts";
export { type CheckedDraft, checkDraft, type FunctionFinder, placed } from "./draft/checkDraft.ts";
export { type DraftSource, draftOf } from "./draft/draftOf.ts";
export * from "./orchestration.ts";
export * from "./pipeline.ts";
export * from "./problem.ts";
export * from "./step.ts";
