import type { TiterFunction } from "../../define.ts";
import { combine, statistics, transform, weightedSum } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { stackFunction } from "../stackFunction.ts";

const parameters = {
  maxIters: { kind: "integer", min: 1, max: 1000, default: 50, doc: "Most rounds." },
  lambdaSparse: {
    kind: "number",
    min: 0,
    default: 0.01,
    doc: "Differences from the background up to this are no objects.",
  },
  lambdaLowrank: {
    kind: "number",
    min: 0,
    max: 0.99,
    default: 0.1,
    doc: "How much the background is shrunk in each round.",
  },
  rank: { kind: "integer", min: 1, max: 100, default: 3, doc: "Independent patterns of the background." },
  tol: { kind: "number", min: 0, default: 1e-4, doc: "Relative residual at which to stop." },
  correctionMode: {
    kind: "choice",
    choices: ["divide", "subtract"],
    default: "divide",
    doc: "How the background is taken away.",
  },
  normalizeOutput: {
    kind: "boolean",
    default: true,
    doc: "Whether the mean background is given back, so that intensities keep their range.",
  },
} as const;

/**
 * Takes uneven illumination away: the planes of a group are split into a background of low rank and objects. n planes (y, x) in and out;
 * the dtype stays, integers are rounded to nearest and kept at 0 or above.
 */
export const basicFlatfieldCorrection: TiterFunction<typeof parameters> = stackFunction({
  name: "basicFlatfieldCorrection",
  doc: "Takes uneven illumination away: a background of low rank over all planes of a group.",
  source: "OpenHCS 0.5.0, basic_flatfield_correction_numpy, after Peng et al., Nature Communications 8 (2017).",
  parameters,
  tags: ["illumination", "flat field"],
  run: (
    planes,
    outs,
    { maxIters, lambdaSparse, lambdaLowrank, rank, tol, correctionMode, normalizeOutput },
    context,
  ) => {
    const backgrounds = planes.map((plane) => scratch(context, plane));
    const numbers = [maxIters, lambdaSparse, lambdaLowrank, rank, tol];
    context.kernels.run("lowRank", { inputs: planes, outputs: backgrounds, numbers });
    const mean = normalizeOutput ? statistics(context, backgrounds).mean : correctionMode === "divide" ? 1 : 0;
    for (const [z, plane] of planes.entries()) {
      const [background] = backgrounds.slice(z, z + 1);
      const [out] = outs.slice(z, z + 1);
      if (!background || !out) continue;
      const corrected = scratch(context, plane);
      if (correctionMode === "divide") {
        const divisor = scratch(context, plane);
        transform(context, "linear", background, divisor, 1, 1e-6);
        const ratio = scratch(context, plane);
        combine(context, "divide", plane, divisor, ratio);
        transform(context, "linear", ratio, corrected, mean);
      } else weightedSum(context, [plane, background], [1, -1], corrected, mean);
      transform(context, "clip", corrected, out, 0, Number.MAX_VALUE);
    }
  },
});
