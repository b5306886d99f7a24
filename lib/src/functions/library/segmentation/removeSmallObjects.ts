import type { TiterFunction } from "../../define.ts";
import { maskOf } from "../morphology/binaryFunction.ts";
import { scratch } from "../planeFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { areasOf, labelStack, relabel } from "./labelling.ts";

const parameters = {
  minSize: { kind: "integer", min: 0, default: 64, unit: "px", doc: "Least pixels of objects that stay." },
  connectivity: {
    kind: "integer",
    min: 1,
    max: 3,
    default: 1,
    doc: "Neighbours over faces (1), edges too (2), corners too (3, in 3D).",
  },
} as const;

/** Removes connected objects of fewer than `minSize` pixels. Any dtype (not 0 is inside) becomes uint8 of 0 and 1. */
export const removeSmallObjects: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "removeSmallObjects",
  doc: "Removes connected objects of a mask that have fewer pixels than minSize.",
  source: "skimage.morphology.remove_small_objects.",
  parameters,
  outputDtype: "uint8",
  tags: ["segmentation", "mask"],
  run: (planes, outs, { minSize, connectivity }, context) => {
    const masks = planes.map((plane) => maskOf(context, plane));
    const labels = masks.map((mask) => scratch(context, mask, "int32"));
    const count = labelStack(context, masks, labels, Math.min(connectivity, planes.length > 1 ? 3 : 2));
    const kept = areasOf(labels, count).map((area, label) => (label > 0 && area >= minSize ? 1 : 0));
    for (const [z, out] of outs.entries()) relabel(context, labels[z] ?? out, out, kept);
  },
});
