/**
 * The function library: everything that Titer itself declares.
 *
 * @module
 */
import type { BoundFunction } from "../define.ts";
import * as library from "./all.ts";

export * from "./all.ts";

/** All functions of the library, for `createRegistry`. */
export const libraryFunctions: readonly BoundFunction[] = Object.freeze(Object.values<BoundFunction>(library));
