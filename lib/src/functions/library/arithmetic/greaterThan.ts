import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** A mask of where the first of two planes is greater. Two planes in, one uint8 plane (0 and 1) out. */
export const greaterThan: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "greaterThan",
  doc: "1 where the first plane of a group is greater than the second, else 0, as uint8.",
  parameters: {},
  outputDtype: "uint8",
  tags: ["logic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "above", planes, out),
});
