import type { Pixels } from "titer/image";
import { addCounts, type Histogram, histogram } from "../histogram.ts";

/** How often which values occur in pixels. */
export interface Distribution {
  /** Of the finite values; 0 and 0 when there is none. */
  readonly min: number;
  readonly max: number;
  /** Whether only whole numbers occur. */
  readonly whole: boolean;
  /** NaN and infinite values. */
  readonly nonFinite: number;
  /** The value with this share (0..1) of the pixels at or below it. */
  quantile(share: number): number;
  counts(from: number, to: number, bins: number): Histogram;
}

/** Pixels of 32 bits are sampled evenly, so that no more are sorted. */
const sampledAtMost = 1 << 18;

export function distributionOf(parts: readonly Pixels[]): Distribution {
  const narrow = parts.filter((part) => part.BYTES_PER_ELEMENT <= 2);
  if (parts.length > 0 && narrow.length === parts.length) return ofCounts(narrow as (Uint8Array | Uint16Array)[]); // by their bytes
  return ofSamples(parts);
}

/** Automatic limits: percentiles 0.1 and 99.9, apart even in a constant plane. */
export function autoLimits(of: Distribution): { readonly low: number; readonly high: number } {
  const low = of.quantile(0.001);
  return { low, high: Math.max(of.quantile(0.999), low + leastDistance(of, low)) };
}

/** How near two limits may come. */
export function leastDistance(of: Distribution, at: number): number {
  return of.whole ? 1 : Math.max(1e-30, Math.abs(at) * 1e-6, (of.max - of.min) * 1e-6);
}

function ofCounts(parts: readonly (Uint8Array | Uint16Array)[]): Distribution {
  const counts = new Uint32Array(65536);
  for (const part of parts) addCounts(counts, part);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    min: Math.max(
      0,
      counts.findIndex((count) => count > 0),
    ),
    max: Math.max(
      0,
      counts.findLastIndex((count) => count > 0),
    ),
    whole: true,
    nonFinite: 0,
    quantile: (share) => {
      let seen = 0;
      const value = counts.findIndex((count) => {
        seen += count;
        return seen > 0 && seen >= share * total;
      });
      return Math.max(0, value);
    },
    counts: (from, to, bins) => histogram(counts, from, to, bins),
  };
}

function ofSamples(parts: readonly Pixels[]): Distribution {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const step = Math.max(1, Math.ceil(length / sampledAtMost));
  const samples: number[] = [];
  let nonFinite = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += step) {
      if (Number.isFinite(part[i])) samples.push(part[i]!);
      else nonFinite += step;
    }
  }
  const sorted = Float64Array.from(samples).sort();
  const last = sorted.length - 1;
  return {
    min: sorted[0] ?? 0,
    max: sorted[last] ?? 0,
    whole: parts.every((part) => !(part instanceof Float32Array)),
    nonFinite,
    quantile: (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0,
    counts: (from, to, bins) => {
      const counts = new Array<number>(bins).fill(0);
      for (const value of sorted) {
        if (value >= from && value <= to)
          counts[Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins))]!++;
      }
      return { counts, from, to };
    },
  };
}
