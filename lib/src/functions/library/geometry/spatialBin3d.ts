import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { binned, binParameters } from "./binning.ts";

/** Puts blocks of pixels of all planes of a group together: one smaller plane of the same dtype; integers are rounded down. Rows and columns that fill no block are left out. */
export const spatialBin3d: TiterFunction<typeof binParameters> = defineFunction({
  ...declared({
    name: "spatialBin3d",
    doc: "Puts blocks of pixels of all planes of a group together: one smaller plane of the same dtype; integers are rounded down.",
    source: "OpenHCS 0.5.0, numpy_processor.spatial_bin_3d, with blocks as deep as the group.",
    parameters: binParameters,
    tags: ["geometry", "binning"],
  }),
  contract: "VOLUMETRIC_TO_SLICE",
  outputSize: ({ y, x, pixelSizeUm }, { binSize }) => ({
    y: Math.floor(y / binSize),
    x: Math.floor(x / binSize),
    pixelSizeUm: pixelSizeUm === null ? null : pixelSizeUm * binSize,
  }),
  run: (stack, { binSize, method }, context) => ({ stack: binned(context, stack, stack.length, binSize, method) }),
});
