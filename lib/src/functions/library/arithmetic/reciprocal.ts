import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

/** `1 / v`; any dtype becomes float32, infinite at 0. */
export const reciprocal: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "reciprocal",
  doc: "1 divided by every pixel, as float32.",
  parameters: {},
  outputDtype: "float32",
  tags: ["arithmetic"],
  run: (plane, out, _values, context) => transform(context, "reciprocal", plane, out),
});
