import { TiterError } from "../../../errors.ts";
import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { scratch } from "../planeFunction.ts";
import { combine, type Pair } from "./kernels.ts";

/**
 * Combines the planes of a group from the first to the last: ((first op second) op third) ... A group of one plane is refused:
 * a step that works on single planes is a mistake in its components.
 *
 * @throws TiterError `TOO_FEW_PLANES`.
 */
export function combineAll(context: CallContext, operation: Pair, planes: Stack, out: Plane): void {
  const [first, second, ...rest] = planes;
  if (!first || !second) {
    throw new TiterError("TOO_FEW_PLANES", {
      what: `${operation} combines the planes of a group, and this group has ${planes.length}`,
      todo: 'Give the step variable components that put several planes together, such as ["channel"].',
      details: { operation, planes: planes.length },
    });
  }
  let [before, now] = [scratch(context, first, out.dtype), out];
  if (rest.length % 2 === 1) [before, now] = [now, before]; // so that the last result lies in `out`
  combine(context, operation, first, second, now);
  for (const plane of rest) {
    [before, now] = [now, before];
    combine(context, operation, before, plane, now);
  }
}
