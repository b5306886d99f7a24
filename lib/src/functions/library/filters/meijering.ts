import type { TiterFunction } from "../../define.ts";
import { statistics, transform } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { ridgeParameters, strongestRidge } from "./ridges.ts";

/** Neurite-like ridges, 0 to 1: the response of each width is divided by its largest. Planes (y, x) of any dtype become float32. */
export const meijering: TiterFunction<typeof ridgeParameters> = planeFunction({
  name: "meijering",
  doc: "Finds thin ridges, as neurites, 0 to 1.",
  source: "skimage.filters.meijering; Meijering et al., Cytometry 58A (2004).",
  parameters: ridgeParameters,
  outputDtype: "float32",
  tags: ["filter", "ridges", "neurites"],
  run: (plane, out, values, context) =>
    strongestRidge(context, plane, out, values, (_sigma, respond, response) => {
      const raw = scratch(context, plane);
      respond({ measure: "meijering" }, raw);
      const { max } = statistics(context, [raw]);
      transform(context, "linear", raw, response, max > 0 ? 1 / max : 1, 0);
      context.release(raw);
    }),
});
