/**
 * The code of functions that are written in notebooks and pipeline files: what they use is found, put together and
 * checked, so that it can run elsewhere.
 *
 * @module
 */
export { bundleFlat, type ProgramText, type VirtualModule } from "./bundle.ts";
export { closureOf, type LiveValues } from "./closure.ts";
export { definitionsIn, markedDefinition } from "./definitions.ts";
export { type FlatProgram, type FlatText, parseFlat } from "./flat.ts";
