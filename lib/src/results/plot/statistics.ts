import type { Box } from "./chart.ts";

/** A quantile by linear interpolation between the sorted values, as NumPy's default (`linear`, type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: readonly number[], fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const low = Math.floor(place);
  const below = sorted[low]!;
  return below + (sorted[Math.min(low + 1, sorted.length - 1)]! - below) * (place - low);
}

/** The box of at least one value (Tukey 1977). */
export function boxOf(values: readonly number[]): Box {
  const sorted = [...values].sort((a, b) => a - b);
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const reach = 1.5 * (q3 - q1);
  const inside = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach);
  const outliers = sorted.filter((value) => value < q1 - reach || value > q3 + reach);
  return { whiskers: [inside[0]!, inside.at(-1)!], quartiles: [q1, median, q3], outliers };
}

/** The arithmetic mean of at least one value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Edges of bins of a round width over all values; about the square root of their number, between 5 and 50. */
export function binEdges(values: readonly number[]): number[] {
  const min = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const max = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const wanted = Math.min(50, Math.max(5, Math.ceil(Math.sqrt(values.length))));
  const width = max > min ? niceStep((max - min) / wanted) : 1;
  const first = Math.floor(min / width);
  const bins = Math.floor(max / width) - first + 1;
  return Array.from({ length: bins + 1 }, (_, i) => (first + i) * width);
}

/** The smallest of 1, 2, 5, 10, 20, ... (times any power of ten) that is not below `step`. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}
