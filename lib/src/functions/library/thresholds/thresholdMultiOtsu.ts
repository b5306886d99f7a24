import type { TiterFunction } from "../../define.ts";
import { statistics } from "../arithmetic/kernels.ts";
import { countsBetween } from "../intensity/histogram.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { at, noThreshold } from "./running.ts";

const parameters = {
  classes: { kind: "integer", min: 2, max: 5, default: 3, doc: "Classes of intensity." },
  bins: { kind: "integer", min: 8, max: 256, default: 256, doc: "Bins between the darkest and the brightest pixel." },
} as const;

/**
 * Sorts pixels into classes of intensity, 0 the darkest, by thresholds with the largest variance between classes. Any dtype becomes uint8.
 *
 * @throws TiterError `NO_THRESHOLD` when fewer values occur than classes are wanted.
 */
export const thresholdMultiOtsu: TiterFunction<typeof parameters> = planeFunction({
  name: "thresholdMultiOtsu",
  doc: "Sorts pixels into classes of intensity by several thresholds (multi-Otsu), 0 the darkest.",
  source: "Liao, Chen & Chung, J. Information Science and Engineering 17 (2001); skimage.filters.threshold_multiotsu.",
  parameters,
  outputDtype: "uint8",
  tags: ["threshold", "segmentation"],
  run: (plane, out, { classes, bins }, context) => {
    const { min, max } = statistics(context, [plane]);
    const counts = max > min ? countsBetween(context, [plane], bins, min, max) : new Float64Array(1);
    if (counts.filter((count) => count > 0).length < classes) {
      throw noThreshold("multi-Otsu", `${classes} classes cannot be made of fewer different values`);
    }
    const step = (max - min) / bins;
    const mask = scratch(context, plane, "uint8");
    out.data.fill(0);
    for (const bin of bestCuts(counts, classes)) {
      context.kernels.threshold(plane, mask, min + (bin + 0.5) * step);
      mask.data.forEach((above, i) => {
        out.data[i] = (out.data[i] ?? 0) + above;
      });
    }
  },
});

/** The last bins of all classes but the highest, by dynamic programming over the variance between classes. */
function bestCuts(counts: Float64Array, classes: number): number[] {
  const bins = counts.length;
  const [zeroth, first] = [new Float64Array(bins + 1), new Float64Array(bins + 1)];
  counts.forEach((count, i) => {
    zeroth[i + 1] = at(zeroth, i) + count;
    first[i + 1] = at(first, i) + count * (i + 1);
  });
  const variance = (from: number, to: number) => {
    const weight = at(zeroth, to) - at(zeroth, from);
    return weight > 0 ? (at(first, to) - at(first, from)) ** 2 / weight : 0;
  };
  let best = Float64Array.from({ length: bins + 1 }, (_, to) => variance(0, to));
  const cuts: Int32Array[] = [];
  for (let c = 1; c < classes; c++) {
    const [next, cut] = [new Float64Array(bins + 1).fill(-1), new Int32Array(bins + 1)];
    for (let to = c + 1; to <= bins; to++) {
      for (let from = c; from < to; from++) {
        const value = at(best, from) + variance(from, to);
        if (value > at(next, to)) [next[to], cut[to]] = [value, from];
      }
    }
    best = next;
    cuts.push(cut);
  }
  const found: number[] = [];
  let end = bins;
  for (const cut of cuts.reverse()) {
    end = at(cut, end);
    found.unshift(end - 1);
  }
  return found;
}
