import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const modes = ["thick", "inner", "outer"] as const;

const parameters = {
  mode: {
    kind: "choice",
    choices: ["thick", "inner", "outer"],
    default: "thick",
    doc: "Pixels on both sides of a boundary, only those of objects, or only those around objects.",
  },
  connectivity: { kind: "integer", min: 1, max: 2, default: 1, doc: "Neighbours over faces (1), or corners too (2)." },
} as const;

/** Masks (uint8, 0 and 1) of the pixels at which labels meet. int32 in. */
export const findBoundaries: TiterFunction<typeof parameters> = planeFunction({
  name: "findBoundaries",
  doc: "Masks of the boundaries between labelled objects.",
  source: "skimage.segmentation.find_boundaries.",
  parameters,
  outputDtype: "uint8",
  tags: ["segmentation", "labels"],
  run: (plane, out, { mode, connectivity }, context) => {
    context.kernels.run("boundaries", {
      inputs: [plane],
      outputs: [out],
      numbers: [modes.indexOf(mode), connectivity],
    });
  },
});
