/**
 * The pixel kernels of this machine: native builds of one C++ source, and the same source as wasm.
 *
 * @module
 */
export { type BuildName, type BuildState, buildStates } from "./builds.ts";
export { type ImageBytes, openImageBytes } from "./imageBytes.ts";
export { type KernelOptions, loadKernels, openMachine } from "./loadKernels.ts";
export type { Machine } from "./machine.ts";
