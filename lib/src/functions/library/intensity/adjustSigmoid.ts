import type { TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";
import { topOf } from "./range.ts";

const parameters = {
  cutoff: { kind: "number", min: 0, max: 1, default: 0.5, doc: "The part of the range that becomes half." },
  gain: { kind: "number", min: 0, max: 1000, default: 10, doc: "Steepness." },
} as const;

/** `range / (1 + exp(gain (cutoff - v / range)))`, where the range is that of the dtype (1 for float32). The dtype stays. */
export const adjustSigmoid: TiterFunction<typeof parameters> = planeFunction({
  name: "adjustSigmoid",
  doc: "Sigmoid correction of contrast within the range of the dtype.",
  source: "skimage.exposure.adjust_sigmoid.",
  parameters,
  tags: ["intensity"],
  run: (plane, out, { cutoff, gain }, context) => {
    const top = topOf(plane.dtype);
    transform(context, "sigmoid", plane, out, top, cutoff, gain, 1 / top);
  },
});
