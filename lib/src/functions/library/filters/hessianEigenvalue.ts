import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { eigenvaluesOf, hessianOf } from "./hessian.ts";

const parameters = {
  sigma: {
    kind: "number",
    min: 0.3,
    max: 100,
    default: 1,
    unit: "px",
    doc: "Standard deviation of the Gaussian before.",
  },
  part: {
    kind: "choice",
    choices: ["large", "small"],
    default: "small",
    doc: "The larger eigenvalue (positive on dark structures) or the smaller one (negative on bright ones).",
  },
} as const;

/** The strongest or weakest curvature around each pixel; borders are reflected. Planes (y, x) of any dtype become float32. */
export const hessianEigenvalue: TiterFunction<typeof parameters> = planeFunction({
  name: "hessianEigenvalue",
  doc: "The larger or the smaller curvature around each pixel: an eigenvalue of the Hessian.",
  source: "skimage.feature.hessian_matrix(use_gaussian_derivatives=True) and hessian_matrix_eigvals.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "ridges"],
  run: (plane, out, { sigma, part }, context) => {
    const [large, small] = eigenvaluesOf(context, hessianOf(context, plane, sigma));
    out.data.set((part === "large" ? large : small).data);
  },
});
