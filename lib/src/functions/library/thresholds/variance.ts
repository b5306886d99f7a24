import type { Histogram } from "../intensity/histogram.ts";
import { at, noThreshold, runningSums } from "./running.ts";

/** Otsu 1979: the largest variance between both classes. */
export function otsu(histogram: Histogram): number {
  const { counts, centres } = histogram;
  const sums = runningSums(histogram);
  const [all, total] = [at(sums.counts, counts.length - 1), at(sums.values, counts.length - 1)];
  let [best, found] = [-1, at(centres, 0)];
  for (let i = 0; i < counts.length - 1; i++) {
    const below = at(sums.counts, i);
    const above = all - below;
    if (at(counts, i) === 0 || above === 0) continue; // the same classes as one bin before
    const difference = at(sums.values, i) / below - (total - at(sums.values, i)) / above;
    const variance = below * above * difference * difference;
    if (variance > best) [best, found] = [variance, at(centres, i)];
  }
  return found;
}

/** Ridler & Calvard 1978: the first value midway between the means of both classes. */
export function isodata(histogram: Histogram): number {
  const { counts, centres } = histogram;
  if (counts.length === 1) return at(centres, 0);
  const sums = runningSums(histogram);
  const [all, total] = [at(sums.counts, counts.length - 1), at(sums.values, counts.length - 1)];
  const width = at(centres, 1) - at(centres, 0);
  for (let i = 0; i < counts.length - 1; i++) {
    const low = at(sums.values, i) / at(sums.counts, i);
    const high = (total - at(sums.values, i)) / (all - at(sums.counts, i));
    const distance = (low + high) / 2 - at(centres, i);
    if (distance >= 0 && distance < width) return at(centres, i);
  }
  throw noThreshold("isodata", "no value lies midway between the means of both classes");
}

/** Glasbey 1993: the mean. */
export function mean(histogram: Histogram): number {
  const sums = runningSums(histogram);
  return at(sums.values, sums.values.length - 1) / at(sums.counts, sums.counts.length - 1);
}
