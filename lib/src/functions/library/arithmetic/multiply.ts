import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  value: { kind: "number", default: 1, doc: "The factor." },
} as const;

/** Multiplies by a constant. The dtype stays; integers are rounded to nearest and kept within their range. */
export const multiply: TiterFunction<typeof parameters> = planeFunction({
  name: "multiply",
  doc: "Multiplies every pixel by a constant; the dtype stays.",
  parameters,
  tags: ["arithmetic"],
  run: (plane, out, { value }, context) => transform(context, "linear", plane, out, value, 0),
});
