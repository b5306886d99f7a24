import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

/** The magnitude of every pixel. The dtype stays; integers are rounded to nearest and kept within their range. */
export const absolute: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "absolute",
  doc: "The magnitude of every pixel; the dtype stays.",
  parameters: {},
  tags: ["arithmetic"],
  run: (plane, out, _values, context) => transform(context, "absolute", plane, out),
});
