import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  value: { kind: "number", default: 1, doc: "The divisor; not 0.", min: 1e-30 },
} as const;

/** Divides by a positive constant. The dtype stays; integers are rounded to nearest and kept within their range. */
export const divide: TiterFunction<typeof parameters> = planeFunction({
  name: "divide",
  doc: "Divides every pixel by a constant; the dtype stays.",
  parameters,
  tags: ["arithmetic"],
  run: (plane, out, { value }, context) => transform(context, "linear", plane, out, 1 / value, 0),
});
