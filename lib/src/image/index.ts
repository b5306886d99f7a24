/**
 * Planes: pixel types, headers and pooled shared memory.
 *
 * @module
 */
export * from "./dtype.ts";
export * from "./plane.ts";
export * from "./pool.ts";
