import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  offset: { kind: "number", default: 1, doc: "What is added before, so that 0 has a logarithm." },
} as const;

/** `log(v + offset)`; any dtype becomes float32, NaN below 0. */
export const logarithm: TiterFunction<typeof parameters> = planeFunction({
  name: "logarithm",
  doc: "The natural logarithm of every pixel plus an offset, as float32.",
  parameters,
  outputDtype: "float32",
  tags: ["arithmetic"],
  run: (plane, out, { offset }, context) => transform(context, "logarithm", plane, out, 1, 1, offset),
});
