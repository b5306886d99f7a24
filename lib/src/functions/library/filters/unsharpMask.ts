import type { TiterFunction } from "../../define.ts";
import { weightedSum } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";
import { sharpening } from "./sharpening.ts";

/** Sharpens: the plane plus `amount` times what a Gaussian takes away. The dtype stays; integers are rounded and kept in range. */
export const unsharpMask: TiterFunction<typeof sharpening> = planeFunction({
  name: "unsharpMask",
  doc: "Sharpens each plane by what a Gaussian takes away; the dtype stays.",
  source: "skimage.filters.unsharp_mask(preserve_range=True).",
  parameters: sharpening,
  tags: ["filter", "sharpening"],
  run: (plane, out, { radius, amount }, context) => {
    const smooth = scratch(context, plane);
    const line = gaussianWeights(radius);
    separable(context, [plane], [smooth], { y: line, x: line });
    weightedSum(context, [plane, smooth], [1 + amount, -amount], out);
  },
});
