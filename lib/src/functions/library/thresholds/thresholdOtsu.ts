import type { TiterFunction } from "../../define.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";
import { otsu } from "./variance.ts";

/** Masks (uint8, 1 above) by the largest variance between both classes (Otsu). Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdOtsu: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdOtsu",
  doc: "Masks of the pixels above a threshold: the largest variance between both classes (Otsu).",
  source: "Otsu, IEEE Trans. SMC 9 (1979); skimage.filters.threshold_otsu.",
  find: otsu,
});
