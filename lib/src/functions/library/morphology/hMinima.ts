import type { TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { reconstruct } from "./reconstruct.ts";

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
  run: (planes, outs, { h }, context) => {
    const shifted = (by: number) =>
      planes.map((plane) => {
        const out = scratch(context, plane);
        transform(context, "linear", plane, out, 1, by);
        return out;
      });
    const filled = planes.map((plane) => scratch(context, plane));
    reconstruct(context, "erosion", shifted(h), shifted(0), filled);
    const connectivity = planes.length > 1 ? 3 : 2;
    context.kernels.run("localExtremes", { inputs: filled, outputs: outs, numbers: [1, connectivity, 1] });
  },
});
