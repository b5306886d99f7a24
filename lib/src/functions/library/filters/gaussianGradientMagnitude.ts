import type { TiterFunction } from "../../define.ts";
import { combine } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { borderParameter } from "./border.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";

const parameters = {
  sigma: { kind: "number", min: 0.1, max: 500, default: 1, unit: "px", doc: "Standard deviation of the Gaussian." },
  border: borderParameter as typeof borderParameter,
} as const;

/** Magnitude of the gradient of the smoothed plane. Planes (y, x) of any dtype become float32. */
export const gaussianGradientMagnitude: TiterFunction<typeof parameters> = planeFunction({
  name: "gaussianGradientMagnitude",
  doc: "Magnitude of the gradient of each plane after smoothing.",
  source: "scipy.ndimage.gaussian_gradient_magnitude.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "edges"],
  run: (plane, out, { sigma, border }, context) => {
    const [flat, first] = [gaussianWeights(sigma), gaussianWeights(sigma, 1)];
    const [down, across] = [scratch(context, plane), scratch(context, plane)];
    separable(context, [plane], [down], { y: first, x: flat }, border);
    separable(context, [plane], [across], { y: flat, x: first }, border);
    combine(context, "magnitude", down, across, out);
  },
});
