import type { Regions } from "../kernels.ts";

/** Regions from the table of the label kernel: area, centroid y and x, mean intensity and box, 8 numbers per object. */
export function regionsFrom(table: Float64Array): Regions {
  const count = table.length / 8;
  const regions = {
    count,
    area: new Int32Array(count),
    centroidY: new Float64Array(count),
    centroidX: new Float64Array(count),
    meanIntensity: new Float64Array(count),
    box: new Int32Array(4 * count),
  };
  for (let i = 0; i < count; i++) {
    regions.area[i] = table[8 * i] ?? 0;
    regions.centroidY[i] = table[8 * i + 1] ?? 0;
    regions.centroidX[i] = table[8 * i + 2] ?? 0;
    regions.meanIntensity[i] = table[8 * i + 3] ?? 0;
    regions.box.set(table.subarray(8 * i + 4, 8 * i + 8), 4 * i);
  }
  return regions;
}
