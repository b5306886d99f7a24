import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { scratch } from "../planeFunction.ts";
import type { Border } from "./border.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";

/** Second derivatives of a smoothed plane, each a float32 plane: along y, across, along x. */
export interface Hessian {
  readonly yy: Plane;
  readonly yx: Plane;
  readonly xx: Plane;
}

/**
 * The Hessian by derivatives of Gaussians, as skimage.feature.hessian_matrix(use_gaussian_derivatives=True): first derivatives of
 * sigma / sqrt(2) twice.
 */
export function hessianOf(context: CallContext, plane: Plane, sigma: number, border: Border = "reflect"): Hessian {
  const narrow = sigma / Math.SQRT2;
  const truncate = sigma > 1 ? 8 : 100;
  const [flat, first] = [gaussianWeights(narrow, 0, truncate), gaussianWeights(narrow, 1, truncate)];
  const derive = (of: Plane, axis: "y" | "x") => {
    const out = scratch(context, plane);
    separable(context, [of], [out], axis === "y" ? { y: first, x: flat } : { y: flat, x: first }, border);
    return out;
  };
  const [alongY, alongX] = [derive(plane, "y"), derive(plane, "x")];
  const hessian = { yy: derive(alongY, "y"), yx: derive(alongY, "x"), xx: derive(alongX, "x") };
  for (const done of [alongY, alongX]) context.release(done);
  return hessian;
}

/** The eigenvalues of a symmetric matrix per pixel, the larger first. */
export function eigenvaluesOf(context: CallContext, { yy, yx, xx }: Hessian): readonly [Plane, Plane] {
  const [large, small] = [scratch(context, yy), scratch(context, yy)];
  context.kernels.run("eigenvalues", { inputs: [yy, yx, xx], outputs: [large, small] });
  return [large, small];
}
