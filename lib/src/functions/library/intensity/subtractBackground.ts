import type { TiterFunction } from "../../define.ts";
import { combine, transform } from "../arithmetic/kernels.ts";
import { gaussianWeights } from "../filters/gaussianWeights.ts";
import { separable } from "../filters/separable.ts";
import { planeFunction, scratch } from "../planeFunction.ts";

const parameters = {
  method: {
    kind: "choice",
    choices: ["percentile", "gaussian"],
    default: "percentile",
    doc: "One value for the plane, or a blurred copy of it.",
  },
  percentile: {
    kind: "number",
    min: 0,
    max: 100,
    default: 5,
    unit: "%",
    doc: "The background, with method percentile.",
  },
  sigma: { kind: "number", min: 0.1, max: 500, default: 50, unit: "px", doc: "The blur, with method gaussian." },
} as const;

/** Subtracts the background of each plane: a percentile, or a wide Gaussian. The dtype stays; integers stop at 0. */
export const subtractBackground: TiterFunction<typeof parameters> = planeFunction({
  name: "subtractBackground",
  doc: "Subtracts the background of each plane: a percentile of its pixels, or a wide Gaussian.",
  parameters,
  tags: ["intensity", "background"],
  run: (plane, out, { method, percentile, sigma }, context) => {
    if (method === "percentile") {
      const [level = 0] = context.kernels.percentiles([plane], [percentile]);
      transform(context, "linear", plane, out, 1, -level);
      return;
    }
    const smooth = scratch(context, plane);
    const line = gaussianWeights(sigma);
    separable(context, [plane], [smooth], { y: line, x: line });
    combine(context, "subtract", plane, smooth, out);
  },
});
