import type { TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";
import { topOf } from "./range.ts";

/** Dark becomes bright: the highest value of the dtype (1 for float32) minus each pixel. The dtype stays. */
export const invert: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "invert",
  doc: "Dark becomes bright: the highest value of the dtype minus each pixel.",
  source: "skimage.util.invert.",
  parameters: {},
  tags: ["intensity"],
  run: (plane, out, _values, context) => transform(context, "linear", plane, out, -1, topOf(plane.dtype)),
});
