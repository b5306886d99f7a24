import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  exponent: { kind: "number", default: 2, doc: "The power." },
} as const;

/** `v ^ exponent`; any dtype becomes float32, NaN below 0. */
export const power: TiterFunction<typeof parameters> = planeFunction({
  name: "power",
  doc: "Every pixel to a power, as float32.",
  parameters,
  outputDtype: "float32",
  tags: ["arithmetic"],
  run: (plane, out, { exponent }, context) => transform(context, "power", plane, out, 1, 1, exponent),
});
