import type { TiterFunction } from "../../define.ts";
import { minimum } from "./shape.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";

/** Masks (uint8, 1 above) by the minimum between two peaks of the smoothed histogram. Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdMinimum: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdMinimum",
  doc: "Masks of the pixels above a threshold: the minimum between two peaks of the smoothed histogram.",
  source: "Prewitt & Mendelsohn, Annals N. Y. Acad. Sci. 128 (1966); skimage.filters.threshold_minimum.",
  find: minimum,
});
