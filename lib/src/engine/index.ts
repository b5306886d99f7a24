/**
 * The engine as kernels and panels see it: whether it runs, its runs, its logs.
 *
 * @module
 */
export type { EngineClient } from "./client.ts";
export type { CompiledPlan } from "./compiled.ts";
export { enginePlaces } from "./home.ts";
export { keptRuns } from "./keptRuns.ts";
export { connectEngine, findEngine } from "./launch.ts";
export { logLevels, readLogs } from "./log.ts";
export { Plate } from "./plate.ts";
export { RunMonitor } from "./runMonitor.ts";
export { readPlan } from "./takeUp.ts";
