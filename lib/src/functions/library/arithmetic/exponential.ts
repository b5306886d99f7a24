import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  factor: { kind: "number", default: 1, doc: "What pixels are multiplied by before." },
} as const;

/** `exp(factor v)`; any dtype becomes float32. */
export const exponential: TiterFunction<typeof parameters> = planeFunction({
  name: "exponential",
  doc: "e to the power of every pixel times a factor, as float32.",
  parameters,
  outputDtype: "float32",
  tags: ["arithmetic"],
  run: (plane, out, { factor }, context) => transform(context, "exponential", plane, out, factor),
});
