import type { TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";
import { topOf } from "./range.ts";

const parameters = { gain: { kind: "number", min: 0, default: 1, doc: "Factor of the result." } } as const;

/** `gain range log2(1 + v / range)`, where the range is that of the dtype (1 for float32). The dtype stays. */
export const adjustLog: TiterFunction<typeof parameters> = planeFunction({
  name: "adjustLog",
  doc: "Logarithmic correction within the range of the dtype.",
  source: "skimage.exposure.adjust_log.",
  parameters,
  tags: ["intensity"],
  run: (plane, out, { gain }, context) => {
    const top = topOf(plane.dtype);
    transform(context, "logarithm", plane, out, (gain * top) / Math.LN2, 1 / top, 1);
  },
});
