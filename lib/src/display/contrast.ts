/** Two limits, in stored pixels. */
export interface Window {
  readonly low: number;
  readonly high: number;
}

/** How many pixels have each value: 256 or 65536 counts. */
export function histogram(pixels: Uint8Array | Uint16Array): Uint32Array {
  const counts = new Uint32Array(pixels.BYTES_PER_ELEMENT === 1 ? 256 : 65536);
  for (const value of pixels) counts[value]!++;
  return counts;
}

/** Smallest and largest value with a count; 0 and 0 for no pixels. */
export function rangeOf(counts: Uint32Array): { readonly min: number; readonly max: number } {
  const min = counts.findIndex((count) => count > 0);
  return min < 0 ? { min: 0, max: 0 } : { min, max: counts.findLastIndex((count) => count > 0) };
}

/**
 * Contrast limits by percentiles: the smallest values with at least `low` and `high` percent of the pixels at or below
 * them. `high` is above `low` in the answer even for a constant plane.
 */
export function autoWindow(counts: Uint32Array, low = 0.1, high = 99.9): Window {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const lower = percentile(counts, (total * low) / 100);
  return { low: lower, high: Math.max(lower + 1, percentile(counts, (total * high) / 100)) };
}

function percentile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value]!;
    if (seen > 0 && seen >= rank) return value;
  }
  return 0;
}
