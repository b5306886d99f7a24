import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { ridgeParameters, strongestRidge } from "./ridges.ts";

/** Tubes by the curvature across them, times the square of their width. Planes (y, x) of any dtype become float32. */
export const sato: TiterFunction<typeof ridgeParameters> = planeFunction({
  name: "sato",
  doc: "Finds tubes, as neurites and vessels: the curvature across them, at the width where it is strongest.",
  source: "skimage.filters.sato; Sato et al., Medical Image Analysis 2 (1998).",
  parameters: ridgeParameters,
  outputDtype: "float32",
  tags: ["filter", "ridges"],
  run: (plane, out, values, context) =>
    strongestRidge(context, plane, out, values, (sigma, respond, response) =>
      respond({ measure: "sato", scale: sigma * sigma }, response),
    ),
});
