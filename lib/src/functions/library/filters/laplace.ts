import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { borderParameter } from "./border.ts";
import { correlate } from "./correlate.ts";

const parameters = { border: borderParameter as typeof borderParameter } as const;

/** The sum of the second differences along both axes. Planes (y, x) of any dtype become float32. */
export const laplace: TiterFunction<typeof parameters> = planeFunction({
  name: "laplace",
  doc: "The sum of second differences along both axes, as float32.",
  source: "scipy.ndimage.laplace.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "edges"],
  run: (plane, out, { border }, context) =>
    correlate(context, plane, out, { rows: 3, columns: 3, weights: [0, 1, 0, 1, -4, 1, 0, 1, 0] }, border),
});
