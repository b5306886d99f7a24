import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** A mask of where two planes are equal. Two planes in, one uint8 plane (0 and 1) out. */
export const equalTo: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "equalTo",
  doc: "1 where the two planes of a group are equal, else 0, as uint8.",
  parameters: {},
  outputDtype: "uint8",
  tags: ["logic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "equal", planes, out),
});
