import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

/** The square of every pixel; any dtype becomes float32. */
export const square: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "square",
  doc: "The square of every pixel, as float32.",
  parameters: {},
  outputDtype: "float32",
  tags: ["arithmetic"],
  run: (plane, out, _values, context) => transform(context, "square", plane, out),
});
