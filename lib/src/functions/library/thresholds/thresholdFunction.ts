import type { Plane } from "../../../image/plane.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { type Histogram, histogramOf } from "../intensity/histogram.ts";
import { declared } from "../planeFunction.ts";

/** The parameters of thresholds that are found from a histogram. */
export const thresholdParameters = {
  scope: {
    kind: "choice",
    choices: ["plane", "stack"],
    default: "plane",
    doc: "A threshold for each plane, or one for all planes of the group.",
  },
  bins: {
    kind: "integer",
    min: 2,
    max: 65536,
    default: 256,
    doc: "Bins that values of float32 planes are sorted into; integers have one per value.",
  },
} as const;

/** Declares a function that turns planes into masks (uint8, 1 above the threshold) by a threshold from their histogram. */
export function thresholdFunction(of: {
  readonly name: string;
  readonly doc: string;
  readonly source: string;
  readonly find: (histogram: Histogram) => number;
}): TiterFunction<typeof thresholdParameters> {
  return defineFunction({
    ...declared({ ...of, parameters: thresholdParameters, outputDtype: "uint8", tags: ["threshold", "segmentation"] }),
    contract: "PURE_3D",
    tables: { thresholds: [{ name: "threshold", type: "number", doc: "Pixels above this became 1." }] },
    run: (stack, { scope, bins }, context) => {
      const common = scope === "stack" ? of.find(histogramOf(context, stack, bins)) : undefined;
      const found = stack.map((plane) => common ?? of.find(histogramOf(context, [plane], bins)));
      const masks = stack.map((plane, z): Plane => {
        const out = context.acquire({ ...plane, dtype: "uint8" });
        context.kernels.threshold(plane, out, found[z] ?? 0);
        return out;
      });
      return { stack: masks, tables: { thresholds: { threshold: found } } };
    },
  });
}
