/**
 * Pipelines as values: steps, function patterns and their checks.
 *
 * @module
 */
export * from "./pipeline.ts";
export * from "./problem.ts";
export * from "./step.ts";
