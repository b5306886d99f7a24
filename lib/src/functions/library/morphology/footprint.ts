import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { combine } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";

/** An operation with a flat, symmetric footprint. */
export type Operation = "erosion" | "dilation" | "opening" | "closing" | "whiteTophat" | "blackTophat" | "gradient";

/** In the order of the kernel. */
const operations: readonly Operation[] = [
  "erosion",
  "dilation",
  "opening",
  "closing",
  "whiteTophat",
  "blackTophat",
  "gradient",
];

/** A footprint: all pixels at a distance up to `radius` (disk; a ball in 3D), or a square (cube) of side 2 radius + 1. */
export interface Footprint {
  readonly shape: "disk" | "square";
  readonly radius: number;
}

/** One operation on a plane; pixels outside of the image never win. Planes of uint8, uint16 or float32. */
export function morph(
  { kernels }: CallContext,
  operation: Operation,
  plane: Plane,
  out: Plane,
  { shape, radius }: Footprint,
  squared: number = radius * radius,
): void {
  kernels.morphology(plane, out, operations.indexOf(operation), shape, radius, squared);
}

/** Erosion or dilation of a volume, from those of planes. */
function extremeOfVolume(
  context: CallContext,
  operation: "erosion" | "dilation",
  planes: Stack,
  outs: Stack,
  { shape, radius }: Footprint,
): void {
  for (const [z, out] of outs.entries()) {
    let filled = false;
    for (let dz = -radius; dz <= radius; dz++) {
      const plane = planes[z + dz];
      if (!plane) continue;
      const squared = shape === "square" ? radius * radius : radius * radius - dz * dz;
      const around: Footprint = { shape, radius: Math.floor(Math.sqrt(squared)) };
      if (filled) {
        const [part, before] = [scratch(context, out, out.dtype), scratch(context, out, out.dtype)];
        before.data.set(out.data);
        morph(context, operation, plane, part, around, squared);
        combine(context, operation === "erosion" ? "minimum" : "maximum", before, part, out);
        context.release(part);
        context.release(before);
      } else morph(context, operation, plane, out, around, squared);
      filled = true;
    }
  }
}

/** One operation on a volume, or on a plane alone. */
export function morphVolume(
  context: CallContext,
  operation: Operation,
  planes: Stack,
  outs: Stack,
  footprint: Footprint,
): void {
  const [plane] = planes;
  const [out] = outs;
  if (planes.length === 1 && plane && out) morph(context, operation, plane, out, footprint);
  else if (operation === "erosion" || operation === "dilation")
    extremeOfVolume(context, operation, planes, outs, footprint);
  else composedOfVolume(context, operation, planes, outs, footprint);
}

/** What is made of erosions and dilations. */
function composedOfVolume(
  context: CallContext,
  operation: Exclude<Operation, "erosion" | "dilation">,
  planes: Stack,
  outs: Stack,
  footprint: Footprint,
): void {
  const between = () => planes.map((of) => scratch(context, of, of.dtype));
  const run = (one: "erosion" | "dilation", from: Stack, to: Stack) =>
    extremeOfVolume(context, one, from, to, footprint);
  const subtract = (from: Stack, what: Stack) => {
    for (const [z, target] of outs.entries()) combine(context, "subtract", from[z] as Plane, what[z] as Plane, target); // as many planes
  };
  const bright = operation === "opening" || operation === "whiteTophat";
  const [half, whole] = [between(), operation === "opening" || operation === "closing" ? outs : between()];
  run(bright ? "erosion" : "dilation", planes, half);
  run(bright ? "dilation" : "erosion", operation === "gradient" ? planes : half, whole);
  if (operation === "whiteTophat") subtract(planes, whole);
  if (operation === "blackTophat") subtract(whole, planes);
  if (operation === "gradient") subtract(half, whole);
}
