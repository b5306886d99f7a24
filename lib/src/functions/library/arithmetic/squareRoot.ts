import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

/** The square root of every pixel; any dtype becomes float32, NaN below 0. */
export const squareRoot: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "squareRoot",
  doc: "The square root of every pixel, as float32; NaN below 0.",
  parameters: {},
  outputDtype: "float32",
  tags: ["arithmetic"],
  run: (plane, out, _values, context) => transform(context, "squareRoot", plane, out),
});
