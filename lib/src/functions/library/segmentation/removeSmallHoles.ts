import type { Plane } from "../../../image/plane.ts";
import type { TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { maskOf } from "../morphology/binaryFunction.ts";
import { scratch } from "../planeFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { areasOf, labelStack, relabel } from "./labelling.ts";

const parameters = {
  minSize: { kind: "integer", min: 0, default: 64, unit: "px", doc: "Least pixels of holes that stay." },
  connectivity: {
    kind: "integer",
    min: 1,
    max: 3,
    default: 1,
    doc: "Neighbours over faces (1), edges too (2), corners too (3, in 3D).",
  },
} as const;

/** Fills connected holes of fewer than `minSize` pixels. Any dtype (not 0 is inside) becomes uint8 of 0 and 1. */
export const removeSmallHoles: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "removeSmallHoles",
  doc: "Fills connected holes of a mask that have fewer pixels than minSize.",
  source: "skimage.morphology.remove_small_holes.",
  parameters,
  outputDtype: "uint8",
  tags: ["segmentation", "mask"],
  run: (planes, outs, { minSize, connectivity }, context) => {
    const turned = (mask: Plane) => {
      const out = scratch(context, mask, "uint8");
      transform(context, "linear", mask, out, -1, 1);
      return out;
    };
    const masks = planes.map((plane) => turned(maskOf(context, plane)));
    const labels = masks.map((mask) => scratch(context, mask, "int32"));
    const count = labelStack(context, masks, labels, Math.min(connectivity, planes.length > 1 ? 3 : 2));
    const kept = areasOf(labels, count).map((area, label) => (label > 0 && area >= minSize ? 0 : 1));
    for (const [z, out] of outs.entries()) relabel(context, labels[z] ?? out, out, kept);
  },
});
