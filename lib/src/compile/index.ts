/**
 * The compiler: a pipeline and a plate become a frozen plan, or a list of all problems.
 *
 * @module
 */

export type { MissingPolicy } from "../microscopes/missing.ts";
export { unitName } from "./axis.ts";
export { compile } from "./compile.ts";
export { describePlan } from "./describePlan.ts";
export { diff, differenceText, type PlanDifference } from "./diff.ts";
export { planDigest } from "./digest.ts";
export { type HistoryStep, historyText, type PlaneHistory, planeHistory } from "./history.ts";

export type { CompileOptions, Device } from "./options.ts";
export * from "./plan.ts";
export { missingSteps } from "./stepScopes.ts";
