import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { borderCode } from "../filters/border.ts";
import { gaussianWeights } from "../filters/gaussianWeights.ts";
import { separable } from "../filters/separable.ts";
import { scratch } from "../planeFunction.ts";
import { medianFilter } from "../rank/rank.ts";

/** What is typical of the neighbourhood of each pixel, a square of odd side; the median has the plane's dtype, the means float32. */
export function localValues(
  context: CallContext,
  plane: Plane,
  method: "gaussian" | "mean" | "median",
  side: number,
): Plane {
  const local = scratch(context, plane, method === "median" ? plane.dtype : "float32");
  if (method === "gaussian") {
    const line = gaussianWeights((side - 1) / 6);
    separable(context, [plane], [local], { y: line, x: line });
  } else if (method === "mean") {
    context.kernels.run("localStatistics", {
      inputs: [plane],
      outputs: [local],
      numbers: [borderCode("reflect"), side, side, 0],
    });
  } else medianFilter(context, plane, local, "square", (side - 1) / 2);
  return local;
}

/** Mean and standard deviation around each pixel, in a square of odd side whose border is mirrored; float32. */
export function localMoments(context: CallContext, plane: Plane, side: number): readonly [Plane, Plane] {
  const [mean, deviation] = [scratch(context, plane), scratch(context, plane)];
  const numbers = [borderCode("mirror"), side, side, 2];
  context.kernels.run("localStatistics", { inputs: [plane], outputs: [mean, deviation], numbers });
  return [mean, deviation];
}
