import type { TiterFunction } from "../../define.ts";
import { weightedSum } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";

const parameters = {
  radius: {
    kind: "number",
    min: 0.1,
    max: 500,
    default: 1,
    unit: "px",
    doc: "Standard deviation of the blur that is subtracted.",
  },
  amount: { kind: "number", min: 0, max: 100, default: 1, doc: "How much of the difference is added." },
} as const;

/** Sharpens: the plane plus `amount` times what a Gaussian takes away. The dtype stays; integers are rounded and kept in range. */
export const unsharpMask: TiterFunction<typeof parameters> = planeFunction({
  name: "unsharpMask",
  doc: "Sharpens each plane by what a Gaussian takes away; the dtype stays.",
  source: "skimage.filters.unsharp_mask(preserve_range=True).",
  parameters,
  tags: ["filter", "sharpening"],
  run: (plane, out, { radius, amount }, context) => {
    const smooth = scratch(context, plane);
    const line = gaussianWeights(radius);
    separable(context, [plane], [smooth], { y: line, x: line });
    weightedSum(context, [plane, smooth], [1 + amount, -amount], out);
  },
});
