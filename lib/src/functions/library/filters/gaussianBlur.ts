import { defineFunction, type TiterFunction } from "../../define.ts";

const parameters = {
  sigma: { kind: "number", min: 0.1, max: 500, default: 1, unit: "px", doc: "Standard deviation of the Gaussian." },
} as const;

/**
 * Smooths each plane with a Gaussian; borders are reflected, the kernel ends at 4 sigma.
 *
 * Each plane (y, x) of uint8, uint16 or float32 becomes a plane of the same dtype, integers rounded to nearest.
 */
export const gaussianBlur: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.gaussianBlur",
  version: 1,
  doc: "Smooths each plane with a Gaussian; borders are reflected.",
  source: "Separable convolution, as scipy.ndimage.gaussian_filter (mode reflect, truncate 4).",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tags: ["filter", "smoothing"],
  run: (stack, { sigma }, context) => ({
    stack: stack.map((plane) => {
      const out = context.acquire(plane);
      context.kernels.gaussian(plane, out, sigma);
      return out;
    }),
  }),
});
