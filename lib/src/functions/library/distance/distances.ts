import type { TiterFunction } from "../../define.ts";
import { maskOf } from "../morphology/binaryFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";

const spacing = {
  spacingZ: { kind: "number", min: 1e-6, default: 1, doc: "Length of a pixel along z (3D)." },
  spacingY: { kind: "number", min: 1e-6, default: 1, doc: "Length of a pixel along y." },
  spacingX: { kind: "number", min: 1e-6, default: 1, doc: "Length of a pixel along x." },
} as const;

/** Euclidean distance of each pixel inside a mask to the nearest one outside, exact; infinite where there is none. Any dtype becomes float32. */
export const distanceTransform: TiterFunction<VolumeParameters<typeof spacing>> = volumeFunction({
  name: "distanceTransform",
  doc: "Euclidean distance of each pixel inside a mask to the nearest one outside, as float32.",
  source: "scipy.ndimage.distance_transform_edt.",
  parameters: spacing,
  outputDtype: "float32",
  tags: ["distance"],
  run: (planes, outs, { spacingZ, spacingY, spacingX }, context) => {
    const inputs = planes.map((plane) => maskOf(context, plane));
    context.kernels.run("distanceTransform", { inputs, outputs: outs, numbers: [0, spacingZ, spacingY, spacingX] });
  },
});

const metrics = {
  metric: {
    kind: "choice",
    choices: ["chessboard", "taxicab"],
    default: "chessboard",
    doc: "Steps over corners too, or over faces only.",
  },
} as const;

/** Steps from each pixel inside a mask to the nearest one outside; -1 where there is none. Any dtype becomes int32. */
export const chamferDistance: TiterFunction<VolumeParameters<typeof metrics>> = volumeFunction({
  name: "chamferDistance",
  doc: "Steps from each pixel inside a mask to the nearest one outside, as int32.",
  source: "scipy.ndimage.distance_transform_cdt.",
  parameters: metrics,
  outputDtype: "int32",
  tags: ["distance"],
  run: (planes, outs, { metric }, context) => {
    const inputs = planes.map((plane) => maskOf(context, plane));
    context.kernels.run("distanceTransform", {
      inputs,
      outputs: outs,
      numbers: [metric === "taxicab" ? 1 : 2, 1, 1, 1],
    });
  },
});
