import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { phaseCorrelation } from "../registration/phaseCorrelation.ts";
import { cropped, overlapOf, type Point } from "./overlap.ts";
import type { Tiles } from "./pairs.ts";

/** How the limit is found. */
export interface LimitOptions {
  /** The share of wrong pairs that would pass. */
  readonly alpha: number;
  readonly samples: number;
  readonly samplesOfFew: number;
  readonly tries: number;
}

/**
 * The error below which a fit is no chance: the `alpha` quantile of the errors of strips that don't belong together (as wide as a tile, as
 * high as the widest overlap), drawn by a fixed sequence of random numbers. Infinite with fewer than two pairs.
 */
export function errorLimit(
  context: CallContext,
  tiles: Tiles,
  pairs: readonly (readonly [number, number])[],
  { alpha, samples, samplesOfFew, tries }: LimitOptions,
): number {
  const { planes, places, size } = tiles;
  if (pairs.length <= 1) return Number.POSITIVE_INFINITY;
  const strip = Math.max(
    ...pairs.map(([a, b]) => Math.min(...overlapOf(places[a] as Point, places[b] as Point, size).shape)),
  ); // tiles have places
  const room = size[0] - strip;
  if (room < 1) return Number.POSITIVE_INFINITY;
  const near = new Set(pairs.map(([a, b]) => `${a} ${b}`));
  const isNear = (a: number, b: number) => near.has(`${Math.min(a, b)} ${Math.max(a, b)}`);
  const distant = (planes.length * (planes.length - 1)) / 2 - pairs.length;
  const random = randomIntegers();
  const errors: number[] = [];
  for (let i = 0; i < (distant > 8 ? samples : (distant + 1) * samplesOfFew); i++) {
    let [a, b, ya, yb] = [0, 0, 0, 0];
    for (let attempt = 0; attempt < tries; attempt++) {
      [a, b, ya, yb] = [random(planes.length), random(planes.length), random(room), random(room)];
      if (a !== b ? !isNear(a, b) : Math.abs(ya - yb) > strip) break;
    }
    const shape: Point = [strip, size[1]];
    const parts = [
      cropped(context, planes[a] as Plane, [ya, 0], shape),
      cropped(context, planes[b] as Plane, [yb, 0], shape),
    ] as const; // numbers of tiles
    errors.push(phaseCorrelation(context, ...parts, { upsample: 1, windowed: true, quadrants: true }).error);
    for (const part of parts) context.release(part);
  }
  errors.sort((one, other) => one - other);
  const place = alpha * (errors.length - 1);
  const [low = 0, high = low] = [errors[Math.floor(place)], errors[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** Whole numbers below a limit, from a linear congruential sequence that is the same in every run. */
function randomIntegers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
