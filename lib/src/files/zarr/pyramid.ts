import type { Pixels } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";

/**
 * Halves an image along both axes. Images of 8 and 16 bits and floats are averaged over two by two pixels (rounded, fewer at odd
 * edges); 32-bit integers are labels, of which the upper left is taken.
 *
 * @param into - `ceil(height / 2) x ceil(width / 2)` pixels of the same type.
 */
export function halve(plane: Plane, into: Plane): void {
  const { data, width, height, dtype } = plane;
  const nearest = dtype === "int32" || dtype === "uint32";
  const half = dtype === "float32" ? 0 : 2;
  for (let row = 0; row < into.height; row++) {
    const upper = data.subarray(2 * row * width, (2 * row + 1) * width);
    const lower = 2 * row + 1 < height ? data.subarray((2 * row + 1) * width, (2 * row + 2) * width) : upper;
    const target = into.data.subarray(row * into.width, (row + 1) * into.width);
    if (nearest) for (let i = 0; i < target.length; i++) target[i] = upper[2 * i] as number;
    else average(upper, lower, target, half);
  }
}

/** One row of means; `half` makes truncation round. */
function average(upper: Pixels, lower: Pixels, target: Pixels, half: number): void {
  const pairs = upper.length >> 1;
  for (let i = 0, from = 0; i < pairs; i++, from += 2) {
    const sum =
      (upper[from] as number) + (upper[from + 1] as number) + (lower[from] as number) + (lower[from + 1] as number);
    target[i] = (sum + half) / 4;
  }
  if (pairs < target.length) {
    const last = upper.length - 1;
    target[pairs] = (2 * ((upper[last] as number) + (lower[last] as number)) + half) / 4;
  }
}
