import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  value: { kind: "number", default: 0, doc: "What is subtracted." },
} as const;

/** Subtracts a constant. The dtype stays; integers are rounded to nearest and kept within their range. */
export const subtract: TiterFunction<typeof parameters> = planeFunction({
  name: "subtract",
  doc: "Subtracts a constant from every pixel; the dtype stays.",
  parameters,
  tags: ["arithmetic"],
  run: (plane, out, { value }, context) => transform(context, "linear", plane, out, 1, -value),
});
