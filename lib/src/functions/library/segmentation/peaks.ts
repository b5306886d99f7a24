import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { statistics } from "../arithmetic/kernels.ts";
import { morph } from "../morphology/footprint.ts";
import { scratch } from "../planeFunction.ts";

/** A peak: its place (y width + x) and value. */
export interface Peak {
  readonly at: number;
  readonly y: number;
  readonly x: number;
  readonly value: number;
}

/** How peaks are sought. */
export interface PeakOptions {
  /** Two peaks are farther apart than this, along y or x. */
  readonly minDistance: number;
  /** Radius of the square in which a peak is highest; `minDistance` by default. */
  readonly radius?: number;
  /** Peaks are above this; the lowest value of the plane by default. */
  readonly threshold?: number;
  /** Pixels at the border that hold no peaks; `minDistance` by default. */
  readonly border?: number;
  /** A mask that peaks lie in. */
  readonly within?: Plane;
}

/**
 * Peaks of a plane (uint8, uint16, float32), highest first, as skimage.feature.peak_local_max. Of equal ones the first in raster
 * order stays.
 */
export function peaks(
  context: CallContext,
  plane: Plane,
  { minDistance, radius = minDistance, threshold, border = minDistance, within }: PeakOptions,
): Peak[] {
  const highest = scratch(context, plane, plane.dtype);
  morph(context, "dilation", plane, highest, { shape: "square", radius });
  const above = threshold ?? statistics(context, [plane]).min;
  const found: Peak[] = [];
  const { data, height, width } = plane;
  for (let y = border; y < height - border; y++) {
    for (let x = border; x < width - border; x++) {
      const at = y * width + x;
      const value = data[at] ?? 0;
      if (value === highest.data[at] && value > above && (within?.data[at] ?? 1) !== 0) found.push({ at, y, x, value });
    }
  }
  context.release(highest);
  found.sort((a, b) => b.value - a.value || a.at - b.at);
  return minDistance > 1 ? apart(found, minDistance, width) : found;
}

/** Leaves out peaks too close to a better one; a grid of cells keeps the search short. */
function apart(found: readonly Peak[], minDistance: number, width: number): Peak[] {
  const columns = Math.ceil(width / minDistance) + 2;
  const kept = new Map<number, Peak[]>();
  return found.filter((peak) => {
    const place = (Math.floor(peak.y / minDistance) + 1) * columns + Math.floor(peak.x / minDistance) + 1;
    for (const row of [-columns, 0, columns]) {
      for (const column of [-1, 0, 1]) {
        const near = kept.get(place + row + column) ?? [];
        if (near.some(({ y, x }) => Math.max(Math.abs(y - peak.y), Math.abs(x - peak.x)) < minDistance)) return false;
      }
    }
    kept.set(place, [...(kept.get(place) ?? []), peak]);
    return true;
  });
}
