import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** Bitwise or of the planes of a group of integers: the union of masks. n planes in, one out; the dtype stays. */
export const bitwiseOr: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "bitwiseOr",
  doc: "Bitwise or of the planes of a group.",
  parameters: {},
  tags: ["logic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "or", planes, out),
});
