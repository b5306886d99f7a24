import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { histogramOf } from "./histogram.ts";
import { interpolateValues } from "./interpolateValues.ts";

const parameters = {
  bins: {
    kind: "integer",
    min: 2,
    max: 65536,
    default: 256,
    doc: "Bins of the histogram of float32 planes; integers have one per value.",
  },
} as const;

/** Equal shares of pixels at all intensities: the rank of each pixel, 0 to 1. Any dtype becomes float32. */
export const equalizeHistogram: TiterFunction<typeof parameters> = planeFunction({
  name: "equalizeHistogram",
  doc: "Histogram equalisation of each plane, as float32 from 0 to 1.",
  source: "skimage.exposure.equalize_hist.",
  parameters,
  outputDtype: "float32",
  tags: ["intensity", "contrast"],
  run: (plane, out, { bins }, context) => {
    const { counts, centres } = histogramOf(context, [plane], bins);
    let below = 0;
    const shares = counts.map((count) => {
      below += count;
      return below / plane.data.length;
    });
    interpolateValues(context, plane, out, centres[0] ?? 0, centres.at(-1) ?? 0, shares);
  },
});
