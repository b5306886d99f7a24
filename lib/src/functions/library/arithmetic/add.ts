import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  value: { kind: "number", default: 0, doc: "What is added." },
} as const;

/** Adds a constant. The dtype stays; integers are rounded to nearest and kept within their range. */
export const add: TiterFunction<typeof parameters> = planeFunction({
  name: "add",
  doc: "Adds a constant to every pixel; the dtype stays.",
  parameters,
  tags: ["arithmetic"],
  run: (plane, out, { value }, context) => transform(context, "linear", plane, out, 1, value),
});
