import type { CallContext } from "../../contract.ts";
import { cropped, overlapOf, type Point, smoothBelow } from "./overlap.ts";
import type { Tiles } from "./pairs.ts";

/** How the limit is found. */
export interface LimitOptions {
  /** The share of wrong pairs that would pass. */
  readonly alpha: number;
  readonly samples: number;
  readonly samplesOfFew: number;
  readonly tries: number;
}

/** A strip of a tile: rows from `y` on. */
interface Strip {
  readonly tile: number;
  readonly y: number;
}

/** Into how many strips a tile is cut at least, so that those of one tile can be compared; they overlap where it is too low for that. */
const fewest = 5;

/**
 * The error below which a fit is no chance: the `alpha` quantile of the errors of strips that don't belong together (as wide as a tile, as
 * high as the widest overlap, each a little less where that suits Fourier transforms), drawn by a fixed sequence of random numbers. Infinite
 * with fewer than two pairs.
 */
export function errorLimit(
  context: CallContext,
  tiles: Tiles,
  pairs: readonly (readonly [number, number])[],
  { alpha, samples, samplesOfFew, tries }: LimitOptions,
): number {
  const { planes, places, size } = tiles;
  if (pairs.length <= 1) return Number.POSITIVE_INFINITY;
  const overlap = Math.max(
    ...pairs.map(([a, b]) => Math.min(...overlapOf(places[a] as Point, places[b] as Point, size).shape)),
  ); // tiles have places
  const [height, width] = [smoothBelow(overlap), smoothBelow(size[1])];
  const room = size[0] - overlap;
  if (room < 1) return Number.POSITIVE_INFINITY;
  const near = new Set(pairs.map(([a, b]) => `${a} ${b}`));
  const unrelated = (one: Strip, other: Strip) =>
    one.tile === other.tile
      ? Math.abs(one.y - other.y) > height
      : !near.has(`${Math.min(one.tile, other.tile)} ${Math.max(one.tile, other.tile)}`);
  const strips = stripsOf(planes.length, room, Math.max(1, Math.min(height + 1, Math.floor(room / fewest))));
  const distant = (planes.length * (planes.length - 1)) / 2 - pairs.length;
  const random = randomIntegers();
  const draw = (): readonly [number, number] => {
    for (let attempt = 0; ; attempt++) {
      const [a, b] = [random(strips.length), random(strips.length)];
      if (attempt === tries || unrelated(strips[a] as Strip, strips[b] as Strip)) return [a, b]; // below strips.length
    }
  };
  const drawn = Array.from({ length: distant > 8 ? samples : (distant + 1) * samplesOfFew }, draw);
  const inputs = planes.map((plane) => (plane.dtype === "float32" ? plane : cropped(context, plane, [0, 0], size)));
  const numbers = [
    height,
    width,
    strips.length,
    drawn.length,
    ...strips.flatMap(({ tile, y }) => [tile, y]),
    ...drawn.flat(),
  ];
  const errors = context.kernels.run("registrationErrors", { inputs, numbers }).table(drawn.length).sort();
  for (const [i, plane] of inputs.entries()) if (plane !== planes[i]) context.release(plane);
  const place = alpha * (errors.length - 1);
  const [low = 0, high = low] = [errors[Math.floor(place)], errors[Math.ceil(place)]];
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}

/** The strips of all tiles, `step` rows apart. */
function stripsOf(tiles: number, room: number, step: number): Strip[] {
  const perTile = Math.ceil(room / step);
  return Array.from({ length: tiles * perTile }, (_, i) => ({
    tile: Math.floor(i / perTile),
    y: (i % perTile) * step,
  }));
}

/** Whole numbers below a limit, from a linear congruential sequence that is the same in every run. */
function randomIntegers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
