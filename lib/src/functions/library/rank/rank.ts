import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** The footprint of a rank filter. */
export const rankParameters = {
  radius: { kind: "integer", min: 1, max: 100, default: 1, unit: "px", doc: "Radius of the footprint." },
  shape: { kind: "choice", choices: ["disk", "square"], default: "square", doc: "Shape of the footprint." },
} as const;

/** Pixels of a footprint. */
export function pixelsOf(shape: "disk" | "square", radius: number): number {
  const side = 2 * radius + 1;
  if (shape === "square") return side * side;
  let count = 0;
  for (let y = -radius; y <= radius; y++) count += 2 * Math.floor(Math.sqrt(radius * radius - y * y)) + 1;
  return count;
}

/** The k-th smallest value (from 0) around each pixel; borders are reflected. */
export function rankFilter(
  { kernels }: CallContext,
  plane: Plane,
  out: Plane,
  shape: "disk" | "square",
  radius: number,
  k: number,
): void {
  kernels.run("rank", { inputs: [plane], outputs: [out], numbers: [shape === "disk" ? 0 : 1, radius, k] });
}

/** The median around each pixel. */
export function medianFilter(
  context: CallContext,
  plane: Plane,
  out: Plane,
  shape: "disk" | "square",
  radius: number,
): void {
  if (shape === "square" && radius <= 2 && plane.dtype !== "float32") {
    context.kernels.run("medianSquare", { inputs: [plane], outputs: [out], numbers: [radius] });
  } else {
    rankFilter(context, plane, out, shape, radius, Math.floor(pixelsOf(shape, radius) / 2));
  }
}
