import type { TiterFunction } from "../../define.ts";
import { combine, transform } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { localValues } from "./local.ts";

const parameters = {
  blockSize: {
    kind: "integer",
    min: 3,
    max: 2001,
    default: 51,
    unit: "px",
    doc: "Side of the neighbourhood; an even one counts as one more.",
  },
  method: {
    kind: "choice",
    choices: ["gaussian", "mean", "median"],
    default: "gaussian",
    doc: "What is taken of the neighbourhood.",
  },
  offset: { kind: "number", default: 0, doc: "Subtracted from the local value." },
} as const;

/** Masks (uint8) of the pixels above the weighted mean (or median) of their neighbourhood. Any dtype. */
export const thresholdLocal: TiterFunction<typeof parameters> = planeFunction({
  name: "thresholdLocal",
  doc: "Masks of the pixels above the mean or median of their neighbourhood.",
  source: "skimage.filters.threshold_local.",
  parameters,
  outputDtype: "uint8",
  tags: ["threshold", "segmentation"],
  run: (plane, out, { blockSize, method, offset }, context) => {
    const level = scratch(context, plane);
    transform(context, "linear", localValues(context, plane, method, blockSize | 1), level, 1, -offset);
    combine(context, "above", plane, level, out);
  },
});
