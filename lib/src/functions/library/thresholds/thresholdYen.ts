import type { TiterFunction } from "../../define.ts";
import { yen } from "./entropy.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";

/** Masks (uint8, 1 above) by the largest correlation (Yen). Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdYen: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdYen",
  doc: "Masks of the pixels above a threshold: the largest correlation (Yen).",
  source: "Yen, Chang & Chang, IEEE Trans. Image Processing 4 (1995); skimage.filters.threshold_yen.",
  find: yen,
});
