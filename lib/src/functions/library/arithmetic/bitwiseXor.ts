import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** Bitwise exclusive or of the planes of a group of integers. n planes in, one out; the dtype stays. */
export const bitwiseXor: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "bitwiseXor",
  doc: "Bitwise exclusive or of the planes of a group.",
  parameters: {},
  tags: ["logic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "xor", planes, out),
});
