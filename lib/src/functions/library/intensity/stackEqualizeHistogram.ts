import type { TiterFunction } from "../../define.ts";
import { stackFunction } from "../stackFunction.ts";
import { countsBetween } from "./histogram.ts";
import { interpolateValues } from "./interpolateValues.ts";
import { topOf } from "./range.ts";

const parameters = {
  bins: { kind: "integer", min: 2, max: 65536, default: 65536, doc: "Bins of the histogram." },
  rangeMin: { kind: "number", default: 0, doc: "Where the first bin begins." },
  rangeMax: { kind: "number", default: 65535, doc: "Where the last bin ends." },
} as const;

/** Histogram equalisation over all planes of a group, to the whole range of the dtype (float32: 0 to 1). The dtype stays. */
export const stackEqualizeHistogram: TiterFunction<typeof parameters> = stackFunction({
  name: "stackEqualizeHistogram",
  doc: "Histogram equalisation over all planes of a group, so that they stay comparable.",
  source: "OpenHCS 0.5.0, numpy_processor.stack_equalize_histogram; results rounded down.",
  parameters,
  tags: ["intensity", "contrast"],
  run: (planes, outs, { bins, rangeMin, rangeMax }, context) => {
    const counts = countsBetween(context, planes, bins, rangeMin, rangeMax);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const integers = planes[0]?.dtype !== "float32";
    const top = topOf(planes[0]?.dtype ?? "float32");
    let below = 0;
    const entries = counts.map((count) => {
      below += count;
      return total === 0 ? 0 : (top * below) / total - (integers ? 0.5 : 0); // half below, so that nearest is down
    });
    const last = rangeMin + ((rangeMax - rangeMin) * (bins - 1)) / bins;
    for (const [z, plane] of planes.entries()) {
      const [out] = outs.slice(z, z + 1);
      if (out) interpolateValues(context, plane, out, rangeMin, last, entries);
    }
  },
});
