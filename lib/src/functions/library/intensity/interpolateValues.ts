import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { scratch } from "../planeFunction.ts";

/** Replaces every pixel by the linear interpolation between entries of a table, which lie evenly from `first` to `last`; ends go on. */
export function interpolateValues(
  context: CallContext,
  plane: Plane,
  out: Plane,
  first: number,
  last: number,
  entries: Float64Array,
): void {
  const table = scratch(context, { dtype: "float32", height: 1, width: entries.length });
  table.data.set(entries);
  context.kernels.run("interpolate", { inputs: [plane, table], outputs: [out], numbers: [first, last] });
  context.release(table);
}
