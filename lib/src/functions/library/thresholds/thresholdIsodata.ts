import type { TiterFunction } from "../../define.ts";
import { thresholdFunction, type thresholdParameters } from "./thresholdFunction.ts";
import { isodata } from "./variance.ts";

/** Masks (uint8, 1 above) by the value midway between the means of both classes (isodata). Planes of uint8, uint16 or float32; the table `thresholds` has a row per plane. */
export const thresholdIsodata: TiterFunction<typeof thresholdParameters> = thresholdFunction({
  name: "thresholdIsodata",
  doc: "Masks of the pixels above a threshold: the value midway between the means of both classes (isodata).",
  source: "Ridler & Calvard, IEEE Trans. SMC 8 (1978); skimage.filters.threshold_isodata.",
  find: isodata,
});
