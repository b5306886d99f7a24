import type { TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";
import { topOf } from "./range.ts";

const parameters = {
  gamma: { kind: "number", min: 0, max: 100, default: 1, doc: "Below 1 brightens dark parts, above 1 darkens them." },
  gain: { kind: "number", min: 0, default: 1, doc: "Factor of the result." },
} as const;

/** `gain range (v / range) ^ gamma`, where the range is that of the dtype (1 for float32). The dtype stays. */
export const adjustGamma: TiterFunction<typeof parameters> = planeFunction({
  name: "adjustGamma",
  doc: "Gamma correction within the range of the dtype.",
  source: "skimage.exposure.adjust_gamma.",
  parameters,
  tags: ["intensity"],
  run: (plane, out, { gamma, gain }, context) => {
    const top = topOf(plane.dtype);
    transform(context, "power", plane, out, gain * top, 1 / top, gamma);
  },
});
