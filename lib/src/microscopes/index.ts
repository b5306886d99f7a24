/**
 * Plates: formats, their detection, and the index of what a plate holds.
 *
 * @module
 */
export { microscopes, readPlate } from "./detect.ts";
export type { Microscope } from "./microscope.ts";
export { fillMissing, type MissingPolicy, noFile, withPolicy } from "./missing.ts";
export type * from "./plateIndex.ts";
export { compareWells, splitWell, wellName } from "./wells.ts";
