import { bytesOf, viewOf } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";

/** The middle of a plane (axes y, x), no side longer than `side` pixels; the plane itself when it is that small. */
export function middleOf(plane: Plane, side: number): Plane {
  const height = Math.min(side, plane.height);
  const width = Math.min(side, plane.width);
  if (height === plane.height && width === plane.width) return plane;
  const top = (plane.height - height) >> 1;
  const left = (plane.width - width) >> 1;
  const data = viewOf(plane.dtype, new ArrayBuffer(height * width * bytesOf(plane.dtype)), height * width);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * plane.width + left;
    data.set(plane.data.subarray(start, start + width) as never, y * width); // both of the plane's dtype
  }
  return { ...plane, height, width, data };
}
