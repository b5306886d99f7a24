/**
 * The function library: everything that Titer itself declares.
 *
 * @module
 */
import type { BoundFunction } from "../define.ts";
import { countCellsSingleChannel } from "./analysis/countCellsSingleChannel.ts";
import { gaussianBlur } from "./filters/gaussianBlur.ts";
import { tophat } from "./filters/tophat.ts";
import { percentileNormalize } from "./intensity/percentileNormalize.ts";
import { stackPercentileNormalize } from "./intensity/stackPercentileNormalize.ts";
import { createProjection } from "./projections/createProjection.ts";
import { maxProjection } from "./projections/maxProjection.ts";
import { meanProjection } from "./projections/meanProjection.ts";

export {
  countCellsSingleChannel,
  createProjection,
  gaussianBlur,
  maxProjection,
  meanProjection,
  percentileNormalize,
  stackPercentileNormalize,
  tophat,
};

/** All functions of the library, for `createRegistry`. */
export const libraryFunctions: readonly BoundFunction[] = Object.freeze([
  countCellsSingleChannel,
  createProjection,
  gaussianBlur,
  maxProjection,
  meanProjection,
  percentileNormalize,
  stackPercentileNormalize,
  tophat,
]);
