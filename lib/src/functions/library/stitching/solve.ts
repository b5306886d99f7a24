import type { Point } from "./overlap.ts";
import type { Pair } from "./pairs.ts";

/** Groups of tiles that trusted pairs connect, the largest first. */
function components(count: number, pairs: readonly Pair[]): number[][] {
  const group = Array.from({ length: count }, (_, tile) => tile);
  const rootOf = (tile: number): number => (group[tile] === tile ? tile : rootOf(group[tile] ?? tile));
  for (const { a, b } of pairs) group[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
  const members = new Map<number, number[]>();
  for (let tile = 0; tile < count; tile++) members.set(rootOf(tile), [...(members.get(rootOf(tile)) ?? []), tile]);
  return [...members.values()].sort((one, other) => other.length - one.length);
}

/** The least cost from a tile to all others, and the pair by which each is reached. */
function paths(
  from: number,
  pairs: readonly Pair[],
  cost: (pair: Pair) => number,
): Map<number, { readonly cost: number; readonly by?: Pair }> {
  const reached = new Map<number, { readonly cost: number; readonly by?: Pair }>([[from, { cost: 0 }]]);
  const open = new Set([from]);
  while (open.size > 0) {
    const next = [...open].reduce((best, tile) =>
      (reached.get(tile)?.cost ?? 0) < (reached.get(best)?.cost ?? 0) ? tile : best,
    );
    open.delete(next);
    for (const pair of pairs) {
      if (pair.a !== next && pair.b !== next) continue;
      const other = pair.a === next ? pair.b : pair.a;
      const total = (reached.get(next)?.cost ?? 0) + cost(pair);
      if (total < (reached.get(other)?.cost ?? Number.POSITIVE_INFINITY)) {
        reached.set(other, { cost: total, by: pair });
        open.add(other);
      }
    }
  }
  return reached;
}

/**
 * Final places of tiles: in each connected group all follow from its middle tile along the paths of least error; groups without a trusted
 * pair between them are placed by a linear model of the largest group. The least row and column become 0.
 */
export function solvePlaces(places: readonly Point[], pairs: readonly Pair[]): Point[] {
  const trusted = pairs.filter(({ error }) => Number.isFinite(error));
  const groups = components(places.length, trusted);
  const shifts = places.map((): [number, number] => [0, 0]);
  for (const group of groups) {
    const farthest = (tile: number) => Math.max(...[...paths(tile, trusted, () => 1).values()].map(({ cost }) => cost));
    const middle = group.reduce((best, tile) => (farthest(tile) < farthest(best) ? tile : best), group[0] ?? 0);
    const reached = [...paths(middle, trusted, ({ error }) => error)].sort(
      ([, one], [, other]) => one.cost - other.cost,
    );
    const done = new Set([middle]);
    for (let left = reached.filter(([tile]) => tile !== middle); left.length > 0; ) {
      const now = left.filter(([, { by }]) => by && (done.has(by.a) || done.has(by.b)));
      for (const [tile, { by }] of now) {
        if (!by) continue;
        const forwards = by.b === tile;
        const [y, x] = shifts[forwards ? by.a : by.b] ?? [0, 0];
        shifts[tile] = forwards ? [y + by.shift[0], x + by.shift[1]] : [y - by.shift[0], x - by.shift[1]];
        done.add(tile);
      }
      left = left.filter(([tile]) => !done.has(tile));
    }
  }
  const final = places.map(([y, x], tile): [number, number] => [
    y + (shifts[tile]?.[0] ?? 0),
    x + (shifts[tile]?.[1] ?? 0),
  ]);
  const predict = linearModel((groups[0] ?? []).map((tile) => [places[tile], final[tile]] as [Point, Point])); // tiles have places
  for (const group of groups.slice(1)) {
    const mean = (of: readonly Point[], axis: 0 | 1) =>
      group.reduce((sum, tile) => sum + (of[tile]?.[axis] ?? 0), 0) / group.length;
    const wanted = predict([mean(places, 0), mean(places, 1)]);
    const by = [wanted[0] - mean(final, 0), wanted[1] - mean(final, 1)] as const;
    for (const tile of group) final[tile] = [(final[tile]?.[0] ?? 0) + by[0], (final[tile]?.[1] ?? 0) + by[1]];
  }
  const least = [0, 1].map((axis) => Math.min(...final.map((place) => place[axis] ?? 0)));
  return final.map(([y, x]) => [y - (least[0] ?? 0), x - (least[1] ?? 0)]);
}

/** A linear model from nominal to final places by least squares; the identity where the tiles lie on a line. */
function linearModel(known: readonly (readonly [Point, Point])[]): (place: Point) => Point {
  const mean = (of: 0 | 1, axis: 0 | 1) => known.reduce((sum, pair) => sum + pair[of][axis], 0) / known.length;
  const from: Point = [mean(0, 0), mean(0, 1)];
  const to: Point = [mean(1, 0), mean(1, 1)];
  const product = (i: 0 | 1, of: 0 | 1, j: 0 | 1) =>
    known.reduce((sum, pair) => sum + (pair[0][i] - from[i]) * (pair[of][j] - (of === 0 ? from : to)[j]), 0);
  const [yy, yx, xx] = [product(0, 0, 0), product(0, 0, 1), product(1, 0, 1)];
  const determinant = yy * xx - yx * yx;
  const row = (j: 0 | 1): Point => [
    (xx * product(0, 1, j) - yx * product(1, 1, j)) / determinant,
    (yy * product(1, 1, j) - yx * product(0, 1, j)) / determinant,
  ];
  if (!(Math.abs(determinant) > 1e-9 * (yy + xx) ** 2) || known.length < 3) return (place) => place;
  const [rowY, rowX] = [row(0), row(1)];
  if (rowY[0] * rowX[1] - rowY[1] * rowX[0] < 1e-3) return (place) => place;
  const apply = (weights: Point, [y, x]: Point, j: 0 | 1) =>
    to[j] + weights[0] * (y - from[0]) + weights[1] * (x - from[1]);
  return (place) => [apply(rowY, place, 0), apply(rowX, place, 1)];
}
