import type { TiterFunction } from "../../define.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";

const parameters = {
  allowBorders: { kind: "boolean", default: true, doc: "Whether plateaus at the border of the image count." },
} as const;

/** Masks (uint8, 0 and 1) of plateaus that are brighter than all their neighbours; an even image has none. Any dtype. */
export const localMaxima: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "localMaxima",
  doc: "Masks of plateaus that are brighter than all their neighbours.",
  source: "skimage.morphology.local_maxima.",
  parameters,
  outputDtype: "uint8",
  tags: ["morphology", "spots"],
  run: (planes, outs, { allowBorders }, context) => {
    const connectivity = planes.length > 1 ? 3 : 2;
    context.kernels.run("localExtremes", {
      inputs: planes,
      outputs: outs,
      numbers: [0, connectivity, allowBorders ? 1 : 0],
    });
  },
});
