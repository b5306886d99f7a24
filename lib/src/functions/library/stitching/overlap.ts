import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { scratch } from "../planeFunction.ts";

/** Rows and columns. */
export type Point = readonly [y: number, x: number];

/** What two tiles have in common: where it begins in either, and how large it is. */
export interface Overlap {
  readonly shape: Point;
  readonly first: Point;
  readonly second: Point;
}

/** The region that two tiles at given places share, at least of a size (1 pixel, at most a tile). */
export function overlapOf(first: Point, second: Point, tile: Point, least: Point = [1, 1]): Overlap {
  const axis = (i: 0 | 1) => {
    const size = tile[i];
    const start = Math.max(first[i], second[i]);
    const found = Math.floor(Math.min(first[i], second[i]) + size - start);
    const length = Math.max(found, Math.min(size, Math.max(1, Math.ceil(least[i]))));
    const padding = length - found;
    const offset = (of: number) => Math.trunc(Math.min(Math.max(start - of - padding, 0), Math.max(size - length, 0)));
    return { length: Math.min(length, size), first: offset(first[i]), second: offset(second[i]) };
  };
  const [y, x] = [axis(0), axis(1)];
  return {
    shape: [y.length, x.length],
    first: [y.first, x.first],
    second: [y.second, x.second],
  };
}

/** The greatest length that is no longer and has the factors 2, 3 and 5 alone, which suits Fourier transforms. */
export function smoothBelow(length: number): number {
  let rest = length;
  for (const factor of [2, 3, 5]) while (rest % factor === 0) rest /= factor;
  return rest === 1 ? length : smoothBelow(length - 1);
}

/** The upper left part of an overlap, of lengths that suit Fourier transforms. */
export function smoothPart({ shape, ...places }: Overlap): Overlap {
  return { ...places, shape: [smoothBelow(shape[0]), smoothBelow(shape[1])] };
}

/** A part of a plane, as float32 in a plane of its own. */
export function cropped(context: CallContext, plane: Plane, [y, x]: Point, [height, width]: Point): Plane {
  const out = scratch(context, { dtype: "float32", height, width });
  for (let row = 0; row < height; row++) {
    const start = (y + row) * plane.width + x;
    out.data.set(plane.data.subarray(start, start + width), row * width);
  }
  return out;
}
