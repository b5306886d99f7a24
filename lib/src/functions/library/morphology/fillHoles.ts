import type { TiterFunction } from "../../define.ts";
import { scratch } from "../planeFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { maskOf } from "./binaryFunction.ts";
import { reconstruct } from "./reconstruct.ts";

/** Fills the holes of masks: background that does not reach the border over faces. Any dtype becomes uint8 of 0 and 1. */
export const fillHoles: TiterFunction<VolumeParameters<Readonly<Record<never, never>>>> = volumeFunction({
  name: "fillHoles",
  doc: "Fills the holes of masks, as uint8 of 0 and 1.",
  source: "scipy.ndimage.binary_fill_holes.",
  parameters: {},
  outputDtype: "uint8",
  tags: ["morphology", "mask"],
  run: (planes, outs, _values, context) => {
    const masks = planes.map((plane) => maskOf(context, plane));
    const volume = planes.length > 1;
    const markers = masks.map((mask, z) => {
      const { height, width } = mask;
      const marker = scratch(context, mask, "uint8");
      marker.data.set(mask.data);
      const end = volume && (z === 0 || z === masks.length - 1);
      if (!end) for (let y = 1; y < height - 1; y++) marker.data.fill(1, y * width + 1, (y + 1) * width - 1);
      return marker;
    });
    reconstruct(context, "erosion", markers, masks, outs, 1);
  },
});
