import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** The absolute difference of two planes (of more: between the result so far and the next). The dtype stays. */
export const differencePlanes: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "differencePlanes",
  doc: "The absolute difference between the planes of a group; the dtype stays.",
  parameters: {},
  tags: ["arithmetic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "difference", planes, out),
});
