import { TiterError } from "../../../errors.ts";
import type { Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { statistics } from "../arithmetic/kernels.ts";

/** Counts of the values of an image: `counts[i]` pixels around `centres[i]`. */
export interface Histogram {
  readonly counts: Float64Array;
  readonly centres: Float64Array;
}

/**
 * The histogram of planes as scikit-image makes it for thresholds: integers have a bin per value from the lowest to the highest,
 * floats `bins` equal ones.
 *
 * @throws TiterError `NOT_A_NUMBER` when pixels are NaN.
 */
export function histogramOf(context: CallContext, planes: Stack, bins = 256): Histogram {
  const { min, max, nan } = statistics(context, planes);
  if (nan > 0) {
    throw new TiterError("NOT_A_NUMBER", {
      what: `${nan} pixels are NaN, which have no place in a histogram`,
      todo: "Replace NaN pixels first.",
      details: { nan },
    });
  }
  if (planes[0]?.dtype === "float32") {
    const [low, high] = max > min ? [min, max] : [min - 0.5, max + 0.5];
    const step = (high - low) / bins;
    return {
      counts: countsBetween(context, planes, bins, low, high),
      centres: Float64Array.from({ length: bins }, (_, i) => low + (i + 0.5) * step),
    };
  }
  const values = max - min + 1;
  return {
    counts: countsBetween(context, planes, values, min - 0.5, max + 0.5),
    centres: Float64Array.from({ length: values }, (_, i) => min + i),
  };
}

/** Counts in `bins` equal bins from low to high, the last one closed, as numpy.histogram. */
export function countsBetween(
  { kernels }: CallContext,
  inputs: Stack,
  bins: number,
  low: number,
  high: number,
): Float64Array {
  return kernels.run("histogramOf", { inputs, numbers: [bins, low, high] }).table(bins);
}
