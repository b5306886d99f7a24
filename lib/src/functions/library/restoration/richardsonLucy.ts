import type { TiterFunction } from "../../define.ts";
import { combine, transform } from "../arithmetic/kernels.ts";
import { gaussianWeights } from "../filters/gaussianWeights.ts";
import { separable } from "../filters/separable.ts";
import { planeFunction, scratch } from "../planeFunction.ts";

const parameters = {
  sigma: {
    kind: "number",
    min: 0.3,
    max: 50,
    default: 1.5,
    unit: "px",
    doc: "Standard deviation of the microscope's blur (a Gaussian).",
  },
  iterations: {
    kind: "integer",
    min: 1,
    max: 1000,
    default: 10,
    doc: "How often the estimate is improved; more is sharper and noisier.",
  },
} as const;

/**
 * Deconvolution with a Gaussian point spread function; outside is 0. Planes (y, x) of any dtype, without negative values, become float32
 * in the same units.
 */
export const richardsonLucy: TiterFunction<typeof parameters> = planeFunction({
  name: "richardsonLucy",
  doc: "Takes the blur of the microscope away, by Richardson and Lucy's iterations with a Gaussian blur.",
  source: "skimage.restoration.richardson_lucy(clip=False); Richardson, J. Opt. Soc. Am. 62 (1972).",
  parameters,
  outputDtype: "float32",
  tags: ["restoration", "deconvolution"],
  run: (plane, out, { sigma, iterations }, context) => {
    const bell = gaussianWeights(sigma);
    const [blurred, safe, ratio] = [scratch(context, plane), scratch(context, plane), scratch(context, plane)];
    out.data.fill(0.5);
    for (let i = 0; i < iterations; i++) {
      separable(context, [out], [blurred], { y: bell, x: bell }, "constant");
      transform(context, "clip", blurred, safe, 1e-12, 3e38);
      combine(context, "divide", plane, safe, ratio);
      separable(context, [ratio], [blurred], { y: bell, x: bell }, "constant");
      safe.data.set(out.data);
      combine(context, "multiply", safe, blurred, out);
    }
  },
});
