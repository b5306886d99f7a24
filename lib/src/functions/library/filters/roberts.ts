import type { TiterFunction } from "../../define.ts";
import { combine, transform } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { correlate } from "./correlate.ts";
import type { None } from "./edges.ts";

/** Edges by differences along both diagonals of 2 x 2 pixels. Planes (y, x) of any dtype become float32. */
export const roberts: TiterFunction<None> = planeFunction({
  name: "roberts",
  doc: "Edges of each plane by Roberts' cross filter, as float32.",
  source: "skimage.filters.roberts of the plane's own values.",
  parameters: {},
  outputDtype: "float32",
  tags: ["filter", "edges"],
  run: (plane, out, _values, context) => {
    const [falling, rising] = [scratch(context, plane), scratch(context, plane)];
    correlate(context, plane, falling, { rows: 3, columns: 3, weights: [0, 0, 0, 0, 1, 0, 0, 0, -1] });
    correlate(context, plane, rising, { rows: 3, columns: 3, weights: [0, 0, 0, 0, 0, 1, 0, -1, 0] });
    const both = scratch(context, plane);
    combine(context, "magnitude", falling, rising, both);
    transform(context, "linear", both, out, Math.SQRT1_2);
  },
});
