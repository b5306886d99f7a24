import type { TiterFunction } from "../../define.ts";
import { combine } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { eigenvaluesOf } from "./hessian.ts";
import { separable } from "./separable.ts";

const parameters = {
  sigma: {
    kind: "number",
    min: 0.1,
    max: 100,
    default: 1,
    unit: "px",
    doc: "How far around each pixel gradients are averaged.",
  },
  part: {
    kind: "choice",
    choices: ["large", "small"],
    default: "large",
    doc: "The larger eigenvalue (strength of edges) or the smaller one (corners).",
  },
} as const;

/**
 * An eigenvalue of the structure tensor: products of Sobel gradients, averaged by a Gaussian; borders repeat the nearest pixel. Planes
 * (y, x) of any dtype become float32.
 */
export const structureTensor: TiterFunction<typeof parameters> = planeFunction({
  name: "structureTensor",
  doc: "Strength of edges (larger eigenvalue of the structure tensor) or of corners (the smaller one).",
  source: "skimage.feature.structure_tensor and structure_tensor_eigenvalues with mode nearest.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "edges", "texture"],
  run: (plane, out, { sigma, part }, context) => {
    const [smooth, difference, bell] = [[1, 2, 1], [-1, 0, 1], gaussianWeights(sigma)];
    const [down, across] = [scratch(context, plane), scratch(context, plane)];
    separable(context, [plane], [down], { y: difference, x: smooth }, "nearest");
    separable(context, [plane], [across], { y: smooth, x: difference }, "nearest");
    const product = scratch(context, plane);
    const [yy, yx, xx] = (
      [
        [down, down],
        [down, across],
        [across, across],
      ] as const
    ).map(([a, b]) => {
      const averaged = scratch(context, plane);
      combine(context, "multiply", a, b, product);
      separable(context, [product], [averaged], { y: bell, x: bell }, "nearest");
      return averaged;
    }) as [typeof out, typeof out, typeof out];
    const [large, small] = eigenvaluesOf(context, { yy, yx, xx });
    out.data.set((part === "large" ? large : small).data);
  },
});
