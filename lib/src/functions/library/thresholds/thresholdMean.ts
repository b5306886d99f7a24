import type { TiterFunction } from "../../define.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";
import { mean } from "./variance.ts";

/** Masks (uint8, 1 above) by the mean. Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdMean: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdMean",
  doc: "Masks of the pixels above a threshold: the mean.",
  source: "Glasbey, CVGIP 55 (1993); skimage.filters.threshold_mean.",
  find: mean,
});
