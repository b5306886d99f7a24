import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** What is measured of one labelled object; lengths in pixels. */
export interface Region {
  readonly label: number;
  readonly area: number;
  readonly y: number;
  readonly x: number;
  /** First and, exclusive, last row and column. */
  readonly box: readonly [y0: number, x0: number, y1: number, x1: number];
  /** Axes of the ellipse with the same second moments. */
  readonly majorAxis: number;
  readonly minorAxis: number;
  readonly eccentricity: number;
  /** Angle of the long axis against the rows, -pi/2 to pi/2, as skimage.measure.regionprops. */
  readonly orientation: number;
  readonly perimeter: number;
  readonly eulerNumber: number;
  readonly channels: readonly Intensity[];
}

/** What is measured of an object in one channel. */
export interface Intensity {
  readonly mean: number;
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  /** The middle weighted by intensity. */
  readonly y: number;
  readonly x: number;
}

const shapeColumns = 18;
const channelColumns = 8;

/** Measures all objects of labels (int32), ascending, on any number of channels. */
export function measureRegions({ kernels }: CallContext, labels: Plane, channels: Stack): Region[] {
  const columns = shapeColumns + channels.length * channelColumns;
  const answer = kernels.run("measureRegions", { inputs: [labels, ...channels], answers: 1 });
  const count = answer.numbers[0] ?? 0;
  const table = answer.table(count * columns);
  const regions: Region[] = [];
  for (let label = 1; label <= count; label++) {
    const row = table.subarray((label - 1) * columns, label * columns);
    if ((row[0] ?? 0) > 0) regions.push(regionOf(label, row, channels.length));
  }
  return regions;
}

function regionOf(label: number, row: Float64Array, channels: number): Region {
  const [area = 0, sumY = 0, sumX = 0, sumYY = 0, sumYX = 0, sumXX = 0] = row;
  const [y0 = 0, x0 = 0, y1 = 0, x1 = 0, straight = 0, diagonal = 0, mixed = 0, euler = 0] = row.subarray(10);
  const [y, x] = [sumY / area, sumX / area];
  const [a, b, c] = [sumXX / area - x * x, -(sumYX / area - y * x), sumYY / area - y * y];
  const root = Math.sqrt(4 * b * b + (a - c) ** 2);
  const [large, small] = [(a + c + root) / 2, Math.max(0, (a + c - root) / 2)];
  return {
    label,
    area,
    y: y + y0,
    x: x + x0,
    box: [y0, x0, y1, x1],
    majorAxis: 4 * Math.sqrt(large),
    minorAxis: 4 * Math.sqrt(small),
    eccentricity: large === 0 ? 0 : Math.sqrt(1 - small / large),
    orientation: a - c === 0 ? (b < 0 ? Math.PI / 4 : -Math.PI / 4) : 0.5 * Math.atan2(-2 * b, c - a),
    perimeter: straight + diagonal * Math.SQRT2 + (mixed * (1 + Math.SQRT2)) / 2,
    eulerNumber: euler / 4,
    channels: Array.from({ length: channels }, (_, channel) => {
      const [sum = 0, squares = 0, min = 0, max = 0, weightedY = 0, weightedX = 0] = row.subarray(
        shapeColumns + channel * channelColumns,
      );
      const mean = sum / area;
      const deviation = Math.sqrt(Math.max(0, squares / area - mean * mean));
      return { mean, deviation, min, max, sum, y: weightedY / sum + y0, x: weightedX / sum + x0 };
    }),
  };
}
