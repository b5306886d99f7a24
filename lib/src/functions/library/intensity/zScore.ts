import type { TiterFunction } from "../../define.ts";
import { statistics, transform } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";

/** Each plane minus its mean, divided by its standard deviation (of the population). Any dtype becomes float32; an even plane 0. */
export const zScore: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "zScore",
  doc: "Each plane minus its mean, divided by its standard deviation, as float32.",
  source: "scipy.stats.zscore over all pixels.",
  parameters: {},
  outputDtype: "float32",
  tags: ["intensity", "normalisation"],
  run: (plane, out, _values, context) => {
    const { mean, deviation } = statistics(context, [plane]);
    const factor = deviation > 0 ? 1 / deviation : 0;
    transform(context, "linear", plane, out, factor, -mean * factor);
  },
});
