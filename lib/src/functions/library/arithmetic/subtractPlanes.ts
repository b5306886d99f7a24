import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** The first plane of a group minus all others. n planes in, one out; the dtype stays, integers stop at 0. */
export const subtractPlanes: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "subtractPlanes",
  doc: "The first plane of a group minus all others; the dtype stays.",
  parameters: {},
  tags: ["arithmetic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "subtract", planes, out),
});
