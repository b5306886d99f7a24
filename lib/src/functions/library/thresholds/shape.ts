import type { Histogram } from "../intensity/histogram.ts";
import { at, noThreshold } from "./running.ts";

/** Zack, Rogers & Latt 1977: the bin farthest from the line between the peak and the farther end. */
export function triangle({ counts, centres }: Histogram): number {
  const peak = counts.reduce((best, count, i) => (count > at(counts, best) ? i : best), 0);
  const first = counts.findIndex((count) => count > 0);
  const end = counts.findLastIndex((count) => count > 0);
  if (first === end) return at(centres, first);
  const flipped = peak - first < end - peak;
  const hist = flipped ? counts.slice().reverse() : counts;
  const low = flipped ? counts.length - end - 1 : first;
  const width = (flipped ? counts.length - peak - 1 : peak) - low;
  const norm = Math.sqrt(at(counts, peak) ** 2 + width ** 2);
  let [best, found] = [Number.NEGATIVE_INFINITY, 0];
  for (let x = 0; x < width; x++) {
    const distance = (at(counts, peak) / norm) * x - (width / norm) * at(hist, x + low);
    if (distance > best) [best, found] = [distance, x];
  }
  const level = found + low;
  return at(centres, flipped ? counts.length - level - 1 : level);
}

/** Prewitt & Mendelsohn 1966: the minimum between two peaks of the smoothed histogram. */
export function minimum({ counts, centres }: Histogram): number {
  let smooth = Float64Array.from(counts);
  let peaks = peaksOf(smooth);
  for (let round = 0; round < 10000 && (round === 0 || peaks.length > 2); round++) {
    smooth = smoothed(smooth);
    peaks = peaksOf(smooth);
  }
  const [first, second] = peaks;
  if (first === undefined || second === undefined || peaks.length > 2) {
    throw noThreshold("minimum", "the histogram has not two peaks");
  }
  let lowest = first;
  for (let i = first; i <= second; i++) if (at(smooth, i) < at(smooth, lowest)) lowest = i;
  return at(centres, lowest);
}

/** The mean of three neighbours; beyond the ends they are reflected. */
function smoothed(before: Float64Array): Float64Array<ArrayBuffer> {
  const last = before.length - 1;
  return Float64Array.from(
    before,
    (value, i) => (at(before, Math.max(0, i - 1)) + value + at(before, Math.min(last, i + 1))) / 3,
  );
}

/** Bins after which a histogram that rose falls. */
function peaksOf(smooth: Float64Array): number[] {
  const found: number[] = [];
  let rising = true;
  for (let i = 0; i < smooth.length - 1; i++) {
    const change = at(smooth, i + 1) - at(smooth, i);
    if (rising && change < 0) {
      rising = false;
      found.push(i);
    } else if (!rising && change > 0) rising = true;
  }
  return found;
}
