/**
 * Functions: declarations, contracts, parameters and the registered library.
 *
 * @module
 */
export * from "./contract.ts";
export * from "./define.ts";
export { type ItemOptions, itemNames } from "./item.ts";
export * from "./kernels.ts";
export * from "./library/index.ts";
export * from "./parameters.ts";
export * from "./registry.ts";
export type * from "./source.ts";
