/** Counts of stored pixels in bins of equal width over a domain. */
export interface Histogram {
  readonly counts: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Adds how many pixels have each value. @param counts - one for each value that may occur */
export function addCounts(counts: Uint32Array, pixels: Uint8Array | Uint16Array): void {
  for (let i = 0; i < pixels.length; i++) counts[pixels[i]!]!++;
}

/** The counts of `bins` bins between two values (both inside); values outside are left out. */
export function histogram(perValue: Uint32Array, from: number, to: number, bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  const width = Math.max(1e-9, to - from);
  for (let value = Math.max(0, Math.ceil(from)); value <= Math.min(perValue.length - 1, to); value++) {
    counts[Math.min(bins - 1, Math.floor(((value - from) / width) * bins))]! += perValue[value]!;
  }
  return { counts, from, to };
}

/** An SVG path of the histogram in a box of 1 x 1, heights by the logarithm so that rare values show too. */
export function histogramPath({ counts }: Histogram): string {
  const top = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 1));
  const steps = counts.map((count, i) => {
    const y = round(1 - Math.log1p(count) / top);
    return `V${y}H${round((i + 1) / counts.length)}`;
  });
  return `M0 1${steps.join("")}V1Z`;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/**
 * The values a histogram shows at first: the contrast limits with room on both sides, within the image's range, so that a
 * few hot pixels do not squeeze everything else into one bin.
 */
export function focusedDomain(
  limits: { readonly low: number; readonly high: number },
  range: { readonly min: number; readonly max: number; readonly whole: boolean },
): { readonly from: number; readonly to: number } {
  const room = (limits.high - limits.low) / 2;
  if (!range.whole) {
    const from = Math.max(Math.min(range.min, limits.low), limits.low - room);
    return { from, to: Math.max(limits.high, Math.min(range.max, limits.high + room)) };
  }
  const from = Math.max(range.min, Math.floor(limits.low - room));
  return { from, to: Math.max(from + 1, Math.min(range.max, Math.ceil(limits.high + room))) };
}
