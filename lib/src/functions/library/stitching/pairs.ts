import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { phaseCorrelation, type Shift } from "../registration/phaseCorrelation.ts";
import { cropped, type Overlap, overlapOf, type Point, smoothPart } from "./overlap.ts";

/** Two neighbouring tiles and how the second must be moved against its nominal place. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly shift: Point;
  /** -log of the correlation of what they share; infinite where it can't be trusted. */
  readonly error: number;
}

/** Tiles at their nominal places. */
export interface Tiles {
  readonly planes: Stack;
  readonly places: readonly Point[];
  readonly size: Point;
}

/** How often a shift is measured anew, and how far that may change it. */
const refinements = 2;
const farthest = 3;

/** All pairs of tiles that are nearer than a tile's longer side (rows plus columns). */
export function neighbours({ places, size }: Tiles): (readonly [number, number])[] {
  const reach = Math.max(...size) + 1;
  const found: (readonly [number, number])[] = [];
  places.forEach(([ay, ax], a) => {
    places.forEach(([by, bx], b) => {
      const distance = Math.abs(ay - by) + Math.abs(ax - bx);
      if (b > a && distance > 0 && distance < reach) found.push([a, b]);
    });
  });
  return found;
}

/**
 * Registers two neighbours on windows of growing size, from their nominal overlap to `windowSizeFactor` of a tile, to whole pixels: the best
 * fit counts. Its shift is then measured with fractions, and its error on what they share once moved.
 */
export function registerPair(
  context: CallContext,
  tiles: Tiles,
  [a, b]: readonly [number, number],
  { upsample, windowSizeFactor }: { readonly upsample: number; readonly windowSizeFactor: number },
): Pair {
  const { places, size } = tiles;
  const [first, second] = [places[a], places[b]] as [Point, Point]; // tiles have places
  const most = size.map((length) => Math.round(length * windowSizeFactor));
  const movedBy = ({ first: one, second: other }: Overlap, { y, x }: Shift): Point => [
    first[0] + one[0] + y - other[0] - second[0],
    first[1] + one[1] + x - other[1] - second[1],
  ];
  let least: Point = overlapOf(first, second, size).shape;
  let best: { readonly shift: Point; readonly error: number } = { shift: [0, 0], error: Number.POSITIVE_INFINITY };
  for (;;) {
    const shared = overlapOf(first, second, size, least);
    const found = withParts(context, tiles, [a, b], smoothPart(shared), (one, other) =>
      phaseCorrelation(context, one, other, { upsample: 1, windowed: true, quadrants: true }),
    );
    if (found.error < best.error) best = { shift: movedBy(shared, found), error: found.error };
    if (least.every((length, i) => length >= (most[i] ?? 0))) break;
    least = [least[0] * 2, least[1] * 2];
  }
  // The window draws shifts towards 0: they are measured anew on what the tiles share once moved, where they are small.
  let shift = best.shift;
  for (let round = 0; round < refinements; round++) {
    const whole = (i: 0 | 1) => first[i] + Math.round(second[i] + shift[i] - first[i]); // parts are cut at whole pixels
    const shared = overlapOf(first, [whole(0), whole(1)], size);
    const found = withParts(context, tiles, [a, b], shared, (one, other) =>
      phaseCorrelation(context, one, other, { upsample, windowed: true }),
    );
    if (Math.abs(found.y) > farthest || Math.abs(found.x) > farthest) break;
    shift = movedBy(shared, found);
  }
  const moved: Point = [second[0] + shift[0], second[1] + shift[1]];
  const error = withParts(context, tiles, [a, b], overlapOf(first, moved, size), correlationError);
  return { a, b, shift, error };
}

/** Calls with what two tiles share. */
export function withParts<T>(
  context: CallContext,
  { planes }: Tiles,
  [a, b]: readonly [number, number],
  { first, second, shape }: Overlap,
  use: (one: Plane, other: Plane) => T,
): T {
  const parts = [
    cropped(context, planes[a] as Plane, first, shape),
    cropped(context, planes[b] as Plane, second, shape),
  ] as const; // tiles of the stack
  try {
    return use(...parts);
  } finally {
    for (const part of parts) context.release(part);
  }
}

/** -log of the normalised correlation of two planes. */
function correlationError(one: Plane, other: Plane): number {
  let [product, squares, otherSquares] = [0, 0, 0];
  one.data.forEach((value, i) => {
    const against = other.data[i] ?? 0;
    product += value * against;
    squares += value * value;
    otherSquares += against * against;
  });
  const total = Math.sqrt(squares) * Math.sqrt(otherSquares);
  return product > 0 && total > 0 ? Math.max(0, -Math.log(product / total)) : Number.POSITIVE_INFINITY;
}
