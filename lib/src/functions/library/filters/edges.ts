import type { TiterFunction } from "../../define.ts";
import { combine, transform } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";
import { separable } from "./separable.ts";

/** An edge filter of scikit-image: a difference along one axis, smoothed along the other. */
export interface EdgeFilter {
  readonly name: string;
  /** Weights across the difference; their sum is 1. */
  readonly smooth: readonly number[];
  /** Weights of the difference, for correlation. */
  readonly difference: readonly number[];
}

/** No parameters. */
export type None = Readonly<Record<never, never>>;

/** Edges along one axis: `y` finds horizontal ones (differences between rows), `x` vertical ones. */
export function edgesAlong(
  axis: "y" | "x",
  name: string,
  { name: of, smooth, difference }: EdgeFilter,
): TiterFunction<None> {
  const lines = axis === "y" ? { y: difference, x: smooth } : { y: smooth, x: difference };
  return planeFunction({
    name,
    doc: `${axis === "y" ? "Horizontal" : "Vertical"} edges of each plane by the ${of} filter, as float32.`,
    source: `skimage.filters.${of.toLowerCase()}_${axis === "y" ? "h" : "v"} of the plane's own values.`,
    parameters: {},
    outputDtype: "float32",
    tags: ["filter", "edges"],
    run: (plane, out, _values, context) => separable(context, [plane], [out], lines),
  });
}

/** The magnitude of edges in both directions: the root of the mean of squares. */
export function edgeMagnitude(name: string, { name: of, smooth, difference }: EdgeFilter): TiterFunction<None> {
  return planeFunction({
    name,
    doc: `Edges of each plane by the ${of} filter, in any direction, as float32.`,
    source: `skimage.filters.${of.toLowerCase()} of the plane's own values.`,
    parameters: {},
    outputDtype: "float32",
    tags: ["filter", "edges"],
    run: (plane, out, _values, context) => {
      const [down, across] = [scratch(context, plane), scratch(context, plane)];
      separable(context, [plane], [down], { y: difference, x: smooth });
      separable(context, [plane], [across], { y: smooth, x: difference });
      const both = scratch(context, plane);
      combine(context, "magnitude", down, across, both);
      transform(context, "linear", both, out, Math.SQRT1_2);
    },
  });
}
