import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import type { Values } from "../../parameters.ts";
import { combine, statistics, transform } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { eigenvaluesOf, hessianOf } from "./hessian.ts";

const measures = ["sato", "meijering", "frangi", "structure"] as const;

/** What a response is computed from, beside the eigenvalues. */
export interface RidgeMeasure {
  readonly measure: (typeof measures)[number];
  readonly scale?: number;
  readonly beta?: number;
  readonly gamma?: number;
}

/** The parameters that ridge filters share. */
export const ridgeParameters = {
  minSigma: {
    kind: "number",
    min: 0.3,
    max: 100,
    default: 1,
    unit: "px",
    doc: "Narrowest ridges: standard deviation.",
  },
  maxSigma: { kind: "number", min: 0.3, max: 100, default: 5, unit: "px", doc: "Widest ridges." },
  sigmaStep: { kind: "number", min: 0.1, max: 100, default: 2, unit: "px", doc: "Between one width and the next." },
  ridges: {
    kind: "choice",
    choices: ["bright", "dark"],
    default: "bright",
    doc: "Bright ridges, as fibres in fluorescence, or dark ones.",
  },
} as const;

type RidgeValues = Values<typeof ridgeParameters>;

/** Writes the response of every pixel at one size. */
export type Respond = (measure: RidgeMeasure, out: Plane) => void;

/**
 * The strongest response over all sizes; `at` writes the response at one of them. Borders are reflected. `out` is float32.
 */
export function strongestRidge(
  context: CallContext,
  plane: Plane,
  out: Plane,
  { minSigma, maxSigma, sigmaStep, ridges }: RidgeValues,
  at: (sigma: number, respond: Respond, response: Plane) => void,
): void {
  out.data.fill(0);
  const [flat, response, best] = [scratch(context, plane), scratch(context, plane), scratch(context, plane)];
  // Curvature does not depend on the level; in single precision its error does, and measures that are normalised would show it.
  transform(context, "linear", plane, flat, 1, -statistics(context, [plane]).min);
  for (let sigma = minSigma; sigma <= Math.max(minSigma, maxSigma); sigma += sigmaStep) {
    const hessian = hessianOf(context, flat, sigma);
    const eigenvalues = eigenvaluesOf(context, hessian);
    const respond: Respond = ({ measure, scale = 1, beta = 1, gamma = 1 }, to) => {
      const numbers = [measures.indexOf(measure), ridges === "bright" ? -1 : 1, scale, beta, gamma];
      context.kernels.run("ridges", { inputs: eigenvalues, outputs: [to], numbers });
    };
    at(sigma, respond, response);
    best.data.set(out.data);
    combine(context, "maximum", response, best, out);
    for (const done of [hessian.yy, hessian.yx, hessian.xx, ...eigenvalues]) context.release(done);
  }
}
