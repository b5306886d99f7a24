import type { TiterFunction } from "../../define.ts";
import { combine, weightedSum } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { localMoments } from "./local.ts";

const parameters = {
  windowSize: {
    kind: "integer",
    min: 3,
    max: 2001,
    default: 15,
    unit: "px",
    doc: "Side of the neighbourhood; an even one counts as one more.",
  },
  k: { kind: "number", min: -10, max: 10, default: 0.2, doc: "Weight of the deviation." },
} as const;

/** Masks (uint8) of the pixels above `mean - k deviation` of their neighbourhood. Any dtype. */
export const thresholdNiblack: TiterFunction<typeof parameters> = planeFunction({
  name: "thresholdNiblack",
  doc: "Masks of the pixels above mean - k deviation of their neighbourhood.",
  source: "skimage.filters.threshold_niblack.",
  parameters,
  outputDtype: "uint8",
  tags: ["threshold", "segmentation"],
  run: (plane, out, { windowSize, k }, context) => {
    const level = scratch(context, plane);
    weightedSum(context, localMoments(context, plane, windowSize | 1), [1, -k], level);
    combine(context, "above", plane, level, out);
  },
});
