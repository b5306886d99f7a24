import type { TiterFunction } from "../../define.ts";
import { maskOf } from "../morphology/binaryFunction.ts";
import { planeFunction } from "../planeFunction.ts";
import { distancesOf } from "./nearest.ts";
import { separate } from "./separate.ts";

const parameters = {
  minDistance: {
    kind: "integer",
    min: 1,
    max: 1000,
    default: 7,
    unit: "px",
    doc: "Least distance between the middles of two objects.",
  },
} as const;

/**
 * Cuts touching objects of a mask apart where they are narrow: watershed of the distances to the background, from their peaks. Any dtype
 * (not 0 is inside) becomes int32 labels.
 */
export const separateObjects: TiterFunction<typeof parameters> = planeFunction({
  name: "separateObjects",
  doc: "Cuts touching objects of a mask apart where they are narrow, as int32 labels.",
  source: "skimage.segmentation.watershed of the negated distance transform, from skimage.feature.peak_local_max.",
  parameters,
  outputDtype: "int32",
  tags: ["segmentation", "watershed"],
  run: (plane, out, { minDistance }, context) => {
    const mask = maskOf(context, plane);
    separate(context, mask, distancesOf(context, mask), out, { minDistance, radius: minDistance, border: 0 });
  },
});
