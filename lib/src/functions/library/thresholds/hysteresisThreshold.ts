import type { TiterFunction } from "../../define.ts";
import { reconstruct } from "../morphology/reconstruct.ts";
import { scratch } from "../planeFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";

const parameters = {
  low: { kind: "number", default: 0, doc: "Pixels above this are kept where they touch one above `high`." },
  high: { kind: "number", default: 1, doc: "Pixels above this are kept." },
} as const;

/** Masks (uint8) of the pixels above `low` that connect over faces to one above `high`. uint8, uint16 or float32. */
export const hysteresisThreshold: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "hysteresisThreshold",
  doc: "Masks of the pixels above a low threshold that connect to one above a high threshold.",
  source: "skimage.filters.apply_hysteresis_threshold.",
  parameters,
  outputDtype: "uint8",
  tags: ["threshold", "segmentation"],
  run: (planes, outs, { low, high }, context) => {
    const above = (level: number) =>
      planes.map((plane) => {
        const mask = scratch(context, plane, "uint8");
        context.kernels.threshold(plane, mask, level);
        return mask;
      });
    reconstruct(context, "dilation", above(Math.max(low, high)), above(Math.min(low, high)), outs, 1);
  },
});
