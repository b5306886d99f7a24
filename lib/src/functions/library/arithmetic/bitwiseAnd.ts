import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** Bitwise and of the planes of a group of integers: the intersection of masks. n planes in, one out; the dtype stays. */
export const bitwiseAnd: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "bitwiseAnd",
  doc: "Bitwise and of the planes of a group.",
  parameters: {},
  tags: ["logic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "and", planes, out),
});
