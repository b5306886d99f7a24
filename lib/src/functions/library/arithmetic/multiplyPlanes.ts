import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** The product of the planes of a group. n planes in, one out; the dtype stays, integers stop at their highest value. */
export const multiplyPlanes: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "multiplyPlanes",
  doc: "The product of the planes of a group; the dtype stays.",
  parameters: {},
  tags: ["arithmetic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "multiply", planes, out),
});
