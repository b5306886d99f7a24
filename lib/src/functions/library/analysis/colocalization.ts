import type { Plane } from "../../../image/plane.ts";
import type { Cell } from "./detectCells.ts";

/** Two cells that belong together. */
export interface CellPair {
  readonly first: Cell;
  readonly second: Cell;
  readonly distance: number;
}

/** Each cell of the first list with the nearest of the second, if that is near enough, bright enough and not yet taken. */
export function pairsOf(
  first: readonly Cell[],
  second: readonly Cell[],
  maxDistance: number,
  leastIntensity: number,
): CellPair[] {
  const taken = new Set<number>();
  return first.flatMap((cell) => {
    let [nearest, distance] = [-1, Number.POSITIVE_INFINITY];
    second.forEach((other, i) => {
      const between = Math.hypot(cell.y - other.y, cell.x - other.x);
      if (between < distance) [nearest, distance] = [i, between];
    });
    const other = second[nearest];
    if (!other || distance > maxDistance || taken.has(nearest)) return [];
    if (cell.meanIntensity < leastIntensity || other.meanIntensity < leastIntensity) return [];
    taken.add(nearest);
    return [{ first: cell, second: other, distance }];
  });
}

/** Manders' coefficients: the part of each channel's light above its threshold that lies where the other is above its own. */
export function mandersOf(
  a: Plane,
  b: Plane,
  above: number | null,
  otherAbove: number | null,
): readonly [number, number] | undefined {
  if (above === null || otherAbove === null) return undefined;
  let [all, shared, otherAll, otherShared] = [0, 0, 0, 0];
  a.data.forEach((value, i) => {
    const other = b.data[i] ?? 0;
    if (value > above) all += value;
    if (other > otherAbove) otherAll += other;
    if (value > above && other > otherAbove) {
      shared += value;
      otherShared += other;
    }
  });
  return [all === 0 ? 0 : shared / all, otherAll === 0 ? 0 : otherShared / otherAll];
}
