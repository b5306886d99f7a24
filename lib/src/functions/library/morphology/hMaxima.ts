import type { TiterFunction } from "../../define.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { hExtremes } from "./hExtremes.ts";

const parameters = {
  h: { kind: "number", min: 0, default: 100, doc: "Least height against the surroundings." },
} as const;

/**
 * The bright parts of an image that stand out of their surroundings by `h` or more, as masks (uint8, 0 and 1): regional maxima of the
 * reconstruction of the image lowered by h. All neighbours count; values up to 2^24 are exact.
 */
export const hMaxima: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "hMaxima",
  doc: "Masks of the bright parts that stand out of their surroundings by h or more.",
  source: "Soille, Morphological Image Analysis (2003), 6.3.4: regional maxima of the h-maxima transform.",
  parameters,
  outputDtype: "uint8",
  tags: ["morphology", "spots"],
  run: (planes, outs, { h }, context) => hExtremes("maxima", planes, outs, h, context),
});
