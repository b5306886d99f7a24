import { TiterError } from "../../../errors.ts";
import type { Histogram } from "../intensity/histogram.ts";

/** Sums of a histogram from its lowest bin to each bin: of the counts, and of counts times values. */
export interface Running {
  readonly counts: Float64Array;
  readonly values: Float64Array;
}

/** Sums from the lowest bin on. */
export function runningSums({ counts, centres }: Histogram): Running {
  let [count, value] = [0, 0];
  const sums = { counts: new Float64Array(counts.length), values: new Float64Array(counts.length) };
  counts.forEach((pixels, i) => {
    sums.counts[i] = count += pixels;
    sums.values[i] = value += pixels * at(centres, i);
  });
  return sums;
}

/** An entry that is known to be there. */
export function at(numbers: ArrayLike<number>, i: number): number {
  return numbers[i] ?? 0;
}

/** The refusal of a method that finds no threshold. */
export function noThreshold(method: string, why: string): TiterError {
  return new TiterError("NO_THRESHOLD", {
    what: `the ${method} method finds no threshold in this image: ${why}`,
    todo: "Choose another method, such as thresholdOtsu.",
    details: { method },
  });
}
