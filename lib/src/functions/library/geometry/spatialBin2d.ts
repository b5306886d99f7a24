import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { binned, binParameters } from "./binning.ts";

/** Puts blocks of pixels of each plane together: smaller planes of the same dtype; integers are rounded down. Rows and columns that fill no block are left out. */
export const spatialBin2d: TiterFunction<typeof binParameters> = defineFunction({
  ...declared({
    name: "spatialBin2d",
    doc: "Puts blocks of pixels of each plane together: smaller planes of the same dtype; integers are rounded down.",
    source: "OpenHCS 0.5.0, numpy_processor.spatial_bin_2d.",
    parameters: binParameters,
    tags: ["geometry", "binning"],
  }),
  contract: "PURE_2D",
  outputSize: ({ y, x, pixelSizeUm }, { binSize }) => ({
    y: Math.floor(y / binSize),
    x: Math.floor(x / binSize),
    pixelSizeUm: pixelSizeUm === null ? null : pixelSizeUm * binSize,
  }),
  run: (stack, { binSize, method }, context) => ({ stack: binned(context, stack, 1, binSize, method) }),
});
