/**
 * Titer: open a plate, build a pipeline, run it in the engine.
 *
 * @module
 */
export * from "./compile/index.ts";
export * from "./components/index.ts";
export * from "./config/index.ts";
export * from "./display/index.ts";
export * from "./errors.ts";
export { defineFunction } from "./functions/define.ts";
export { openPlate, readPlane } from "./microscopes/disk/plate.ts";
export type * from "./microscopes/plateIndex.ts";
export * from "./pipeline/index.ts";
