import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { scratch } from "../planeFunction.ts";
import { topOf } from "./range.ts";

/** Replaces every pixel by a function of its value: integers through a table of all values, `out` is rounded to its dtype. */
export function mapValues(context: CallContext, plane: Plane, out: Plane, of: (value: number) => number): void {
  const values = topOf(plane.dtype) + 1;
  const table = scratch(context, { dtype: out.dtype, height: 1, width: values }, out.dtype);
  for (let value = 0; value < values; value++) table.data[value] = of(value);
  context.kernels.run("lookUp", { inputs: [plane, table], outputs: [out] });
  context.release(table);
}
