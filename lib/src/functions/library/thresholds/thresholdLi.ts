import type { TiterFunction } from "../../define.ts";
import { li } from "./entropy.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";

/** Masks (uint8, 1 above) by the least cross entropy (Li). Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdLi: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdLi",
  doc: "Masks of the pixels above a threshold: the least cross entropy (Li).",
  source: "Li & Tam, Pattern Recognition Letters 18 (1998); skimage.filters.threshold_li.",
  find: li,
});
