import type { Histogram } from "../intensity/histogram.ts";
import { at } from "./running.ts";

/** Li & Lee 1993, by Li & Tam's iteration (1998): the least cross entropy. */
export function li({ counts, centres }: Histogram): number {
  const values: number[] = [];
  const pixels: number[] = [];
  counts.forEach((count, i) => {
    if (count === 0) return;
    values.push(at(centres, i));
    pixels.push(count);
  });
  const lowest = at(values, 0);
  if (values.length === 1) return lowest;
  const above = values.map((value) => value - lowest); // means must be positive
  const tolerance = Math.min(...above.slice(1).map((value, i) => value - at(above, i))) / 2;
  const meanWhere = (belongs: (value: number) => boolean) => {
    let [count, sum] = [0, 0];
    above.forEach((value, i) => {
      if (!belongs(value)) return;
      count += at(pixels, i);
      sum += at(pixels, i) * value;
    });
    return sum / count;
  };
  let next = meanWhere(() => true);
  let now = next - 2 * tolerance;
  while (Math.abs(next - now) > tolerance) {
    now = next;
    const limit = now;
    const [front, back] = [meanWhere((value) => value > limit), meanWhere((value) => value <= limit)];
    if (back === 0) break;
    next = (back - front) / (Math.log(back) - Math.log(front));
  }
  return next + lowest;
}

/** Yen, Chang & Chang 1995: the largest correlation of both classes. */
export function yen({ counts, centres }: Histogram): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => count / all);
  const squaresAbove = new Float64Array(shares.length + 1);
  for (let i = shares.length - 1; i >= 0; i--) squaresAbove[i] = at(squaresAbove, i + 1) + at(shares, i) ** 2;
  let [below, squares, best, found] = [0, 0, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < shares.length - 1; i++) {
    below += at(shares, i);
    squares += at(shares, i) ** 2;
    const value = Math.log((1 / (squares * at(squaresAbove, i + 1))) * (below * (1 - below)) ** 2);
    if (value > best) [best, found] = [value, i];
  }
  return at(centres, found);
}
