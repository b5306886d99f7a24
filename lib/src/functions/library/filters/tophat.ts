import { defineFunction, type TiterFunction } from "../../define.ts";

const parameters = {
  selemRadius: {
    kind: "integer",
    min: 1,
    max: 1000,
    default: 50,
    unit: "px",
    doc: "Radius of the structuring element; larger than the largest object to keep.",
  },
  shape: { kind: "choice", choices: ["disk", "square"], default: "disk", doc: "Shape of the structuring element." },
} as const;

/**
 * White top-hat of each plane: removes the background and everything larger than the structuring element.
 *
 * Each plane (y, x) of uint8, uint16 or float32 becomes a plane of the same dtype. Exact at full resolution: there is no
 * downsampling, so the `downsample_factor` of OpenHCS does not exist here.
 */
export const tophat: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.tophat",
  version: 1,
  doc: "White top-hat of each plane: removes background and what is larger than the structuring element. Exact, without downsampling.",
  source:
    "Serra, Image Analysis and Mathematical Morphology, 1982; footprints and borders as skimage.morphology.white_tophat.",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tags: ["filter", "background", "morphology"],
  run: (stack, { selemRadius, shape }, context) => ({
    stack: stack.map((plane) => {
      const out = context.acquire(plane);
      context.kernels.whiteTopHat(plane, out, shape, selemRadius);
      return out;
    }),
  }),
});
