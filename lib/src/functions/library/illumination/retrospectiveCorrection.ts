import type { TiterFunction } from "../../define.ts";
import { combine, statistics, transform, weightedSum } from "../arithmetic/kernels.ts";
import { gaussianWeights } from "../filters/gaussianWeights.ts";
import { separable } from "../filters/separable.ts";
import { scratch } from "../planeFunction.ts";
import { stackFunction } from "../stackFunction.ts";

const parameters = {
  sigma: { kind: "number", min: 0.1, max: 500, default: 50, unit: "px", doc: "Smoothing of the mean image." },
} as const;

/**
 * Divides all planes of a group by their smoothed mean image (1 on average): what all images have in common is illumination. n planes (y, x)
 * in and out; the dtype stays.
 */
export const retrospectiveCorrection: TiterFunction<typeof parameters> = stackFunction({
  name: "retrospectiveCorrection",
  doc: "Divides all planes of a group by their smoothed mean image: what all have in common is illumination.",
  source: "CellProfiler, CorrectIlluminationCalculate (regular, each).",
  parameters,
  tags: ["illumination", "flat field"],
  run: (planes, outs, { sigma }, context) => {
    const [first] = planes;
    if (!first) return;
    const [mean, smooth, field] = [scratch(context, first), scratch(context, first), scratch(context, first)];
    weightedSum(
      context,
      planes,
      planes.map(() => 1 / planes.length),
      mean,
    );
    const line = gaussianWeights(sigma);
    separable(context, [mean], [smooth], { y: line, x: line });
    const average = statistics(context, [smooth]).mean;
    transform(context, "linear", smooth, field, average === 0 ? 0 : 1 / average);
    for (const [z, plane] of planes.entries())
      for (const out of outs.slice(z, z + 1)) combine(context, "divide", plane, field, out);
  },
});
