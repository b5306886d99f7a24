import type { TiterFunction } from "../../define.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { borderParameter } from "./border.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";

const parameters = {
  sigma: { kind: "number", min: 0, max: 500, default: 1, unit: "px", doc: "Standard deviation along y and x." },
  sigmaZ: { kind: "number", min: 0, max: 500, default: 1, unit: "px", doc: "Standard deviation along z, in 3D." },
  truncate: { kind: "number", min: 0.1, max: 10, default: 4, doc: "Where the kernel ends, in standard deviations." },
  border: borderParameter as typeof borderParameter,
} as const;

/**
 * Gaussian of planes or a volume, as float32. For smoothing that keeps the dtype see `gaussianBlur`.
 *
 * n planes (y, x) of any dtype in, n float32 planes out.
 */
export const gaussian: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "gaussian",
  doc: "Smooths planes or a volume with a Gaussian, as float32.",
  source: "scipy.ndimage.gaussian_filter.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "smoothing"],
  run: (planes, outs, { sigma, sigmaZ, truncate, border }, context) => {
    const line = gaussianWeights(sigma, 0, truncate);
    const z = planes.length > 1 ? gaussianWeights(sigmaZ, 0, truncate) : [1];
    separable(context, planes, outs, { z, y: line, x: line }, border);
  },
});
