import type { TiterFunction } from "../../define.ts";
import { statistics, transform, weightedSum } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { separable } from "./separable.ts";
import { sharpening } from "./sharpening.ts";

/**
 * Sharpens by unsharp masking within 0 and the plane's maximum, then stretches the result to 0..65535 (uint8: 0..255, float32: 0..1).
 * To keep intensities see `unsharpMask`. A plane whose result is even becomes 0.
 */
export const sharpen: TiterFunction<typeof sharpening> = planeFunction({
  name: "sharpen",
  doc: "Sharpens each plane by unsharp masking and stretches it to the range of its dtype.",
  source: "OpenHCS 0.5.0, numpy_processor.sharpen.",
  parameters: sharpening,
  tags: ["filter", "sharpening"],
  run: (plane, out, { radius, amount }, context) => {
    const { max } = statistics(context, [plane]);
    const [smooth, sharp, clipped] = [scratch(context, plane), scratch(context, plane), scratch(context, plane)];
    const line = gaussianWeights(radius);
    separable(context, [plane], [smooth], { y: line, x: line }, "nearest");
    weightedSum(context, [plane, smooth], [1 + amount, -amount], sharp);
    transform(context, "clip", sharp, clipped, 0, max);
    const found = statistics(context, [clipped]);
    const range = { uint8: 255, uint16: 65535, int32: 65535, uint32: 65535, float32: 1 }[plane.dtype];
    const factor = found.max > found.min ? range / (found.max - found.min) : 0;
    context.kernels.run("transform", {
      inputs: [clipped],
      outputs: [out],
      numbers: [0, factor, -found.min * factor, 0, 0],
    });
  },
});
