import type { TiterFunction } from "../../define.ts";
import { triangle } from "./shape.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";

/** Masks (uint8, 1 above) by the bin farthest from the line between the peak and the end (triangle). Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdTriangle: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdTriangle",
  doc: "Masks of the pixels above a threshold: the bin farthest from the line between the peak and the end (triangle).",
  source: "Zack, Rogers & Latt, J. Histochem. Cytochem. 25 (1977); skimage.filters.threshold_triangle.",
  find: triangle,
});
