import type { TiterFunction } from "../../define.ts";
import { statistics, transform } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  targetMin: { kind: "number", default: 0, doc: "What the darkest pixel becomes." },
  targetMax: { kind: "number", default: 65535, doc: "What the brightest pixel becomes." },
} as const;

/** Stretches each plane from its darkest and brightest pixel to a range. The dtype stays; an even plane becomes `targetMin`. */
export const rescaleIntensity: TiterFunction<typeof parameters> = planeFunction({
  name: "rescaleIntensity",
  doc: "Stretches each plane from its darkest and brightest pixel to a range; the dtype stays.",
  source: "skimage.exposure.rescale_intensity.",
  parameters,
  tags: ["intensity", "normalisation"],
  run: (plane, out, { targetMin, targetMax }, context) => {
    const { min, max } = statistics(context, [plane]);
    const factor = max > min ? (targetMax - targetMin) / (max - min) : 0;
    transform(context, "linear", plane, out, factor, targetMin - min * factor);
  },
});
