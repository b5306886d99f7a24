import { TiterError } from "../../errors.ts";
import type { Plane, Stack } from "../../image/plane.ts";

/** The first plane of a stack; a stack without planes is refused with `EMPTY_STACK`. */
export function firstPlane(stack: Stack): Plane {
  const [first] = stack;
  if (first) return first;
  throw new TiterError("EMPTY_STACK", {
    what: "a function was given no planes",
    todo: "Check the step's variable components and well filter: this group has no images.",
  });
}
