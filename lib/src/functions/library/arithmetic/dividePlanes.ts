import type { TiterFunction } from "../../define.ts";
import { reducingFunction } from "../stackFunction.ts";
import { combineAll } from "./combineAll.ts";

/** Ratio: the first plane of a group divided by all others, as float32; NaN where 0 is divided by 0. */
export const dividePlanes: TiterFunction<Readonly<Record<never, never>>> = reducingFunction({
  name: "dividePlanes",
  doc: "The first plane of a group divided by all others, as float32.",
  parameters: {},
  outputDtype: "float32",
  tags: ["arithmetic", "stack"],
  run: (planes, out, _values, context) => combineAll(context, "divide", planes, out),
});
