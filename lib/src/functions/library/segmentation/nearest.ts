import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { transform } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";

/** A mask (uint8) of where labels are 0. */
export function background(context: CallContext, labels: Plane): Plane {
  const mask = scratch(context, labels, "uint8");
  transform(context, "within", labels, mask, 0, 0);
  return mask;
}

/** For each pixel of a mask the place (y width + x) of the nearest zero, -1 where there is none, as int32. */
export function nearestOf(context: CallContext, mask: Plane): Plane {
  const nearest = scratch(context, mask, "int32");
  context.kernels.run("distanceTransform", { inputs: [mask], outputs: [nearest], numbers: [3, 1, 1, 1] });
  return nearest;
}

/** Euclidean distances (float32) of the pixels of a mask (uint8) to the nearest zero. */
export function distancesOf(context: CallContext, mask: Plane): Plane {
  const distances = scratch(context, mask);
  context.kernels.run("distanceTransform", { inputs: [mask], outputs: [distances], numbers: [0, 1, 1, 1] });
  return distances;
}
