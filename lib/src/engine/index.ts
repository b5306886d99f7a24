/**
 * The engine as kernels and panels see it: whether it runs, its runs, its logs.
 *
 * @module
 */
export type { EngineClient } from "./client.ts";
export { connectEngine, findEngine } from "./launch.ts";
export type { EngineStatus } from "./messages.ts";
