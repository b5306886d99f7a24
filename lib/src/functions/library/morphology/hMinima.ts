import type { TiterFunction } from "../../define.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { hExtremes } from "./hExtremes.ts";

const parameters = {
  h: { kind: "number", min: 0, default: 100, doc: "Least depth against the surroundings." },
} as const;

/**
 * The dark parts of an image that stand out of their surroundings by `h` or more, as masks (uint8, 0 and 1): regional minima of the
 * reconstruction of the image raised by h. All neighbours count; values up to 2^24 are exact.
 */
export const hMinima: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "hMinima",
  doc: "Masks of the dark parts that stand out of their surroundings by h or more.",
  source: "Soille, Morphological Image Analysis (2003), 6.3.4: regional minima of the h-minima transform.",
  parameters,
  outputDtype: "uint8",
  tags: ["morphology", "spots"],
  run: (planes, outs, { h }, context) => hExtremes("minima", planes, outs, h, context),
});
