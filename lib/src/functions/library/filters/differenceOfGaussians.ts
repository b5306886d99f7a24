import type { TiterFunction } from "../../define.ts";
import { combine } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";

const parameters = {
  lowSigma: { kind: "number", min: 0, max: 500, default: 1, unit: "px", doc: "The narrow Gaussian." },
  highSigma: {
    kind: "number",
    min: 0.1,
    max: 500,
    default: 1.6,
    unit: "px",
    doc: "The wide Gaussian, which is subtracted.",
  },
} as const;

/** A band of sizes: a narrow Gaussian minus a wide one; borders repeat the nearest pixel. Planes (y, x) of any dtype become float32. */
export const differenceOfGaussians: TiterFunction<typeof parameters> = planeFunction({
  name: "differenceOfGaussians",
  doc: "Keeps structures between two sizes: a narrow Gaussian minus a wide one.",
  source: "skimage.filters.difference_of_gaussians.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "band"],
  run: (plane, out, { lowSigma, highSigma }, context) => {
    const [narrow, wide] = [scratch(context, plane), scratch(context, plane)];
    const [low, high] = [gaussianWeights(lowSigma), gaussianWeights(highSigma)];
    separable(context, [plane], [narrow], { y: low, x: low }, "nearest");
    separable(context, [plane], [wide], { y: high, x: high }, "nearest");
    combine(context, "subtract", narrow, wide, out);
  },
});
