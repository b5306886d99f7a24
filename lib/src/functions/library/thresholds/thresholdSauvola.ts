import type { TiterFunction } from "../../define.ts";
import { combine, transform } from "../arithmetic/kernels.ts";
import { topOf } from "../intensity/range.ts";
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
  r: { kind: "number", min: 0, default: 0, doc: "Dynamic range of the deviation; 0 for half the range of the dtype." },
} as const;

/** Masks (uint8) of the pixels above `mean (1 + k (deviation / r - 1))` of their neighbourhood. Any dtype. */
export const thresholdSauvola: TiterFunction<typeof parameters> = planeFunction({
  name: "thresholdSauvola",
  doc: "Masks of the pixels above mean (1 + k (deviation / r - 1)) of their neighbourhood.",
  source: "Sauvola & Pietikainen, Pattern Recognition 33 (2000); skimage.filters.threshold_sauvola.",
  parameters,
  outputDtype: "uint8",
  tags: ["threshold", "segmentation"],
  run: (plane, out, { windowSize, k, r }, context) => {
    const [mean, deviation] = localMoments(context, plane, windowSize | 1);
    const range = r > 0 ? r : topOf(plane.dtype) / 2;
    const [factor, level] = [scratch(context, plane), scratch(context, plane)];
    transform(context, "linear", deviation, factor, k / range, 1 - k);
    combine(context, "multiply", mean, factor, level);
    combine(context, "above", plane, level, out);
  },
});
