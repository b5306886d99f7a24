import { readFileSync } from "node:fs";
import { type Dtype, newPlane, type Plane } from "#lib/image/index.js";
import { fixtures, readNpy } from "./npy.js";

/** A new plane with given pixels. */
export function planeOf(dtype: Dtype, height: number, width: number, pixels: Iterable<number>): Plane {
  const plane = newPlane({ dtype, height, width });
  plane.data.set([...pixels]);
  return plane;
}

/** An empty plane of another's shape. */
export function like(plane: Plane, dtype: Dtype = plane.dtype): Plane {
  return newPlane({ dtype, height: plane.height, width: plane.width });
}

/** Real pixels: three planes of a z stack, and the middle one as other dtypes, as references.py makes them. */
export function realPlanes(): { stack: Plane[]; image: Plane; uint8: Plane; float32: Plane } {
  const stack = [1, 2, 3].map((z) => readNpy(`plane${z}`));
  const image = stack[1] as Plane; // three planes were read
  const pixels = Array.from(image.data);
  const { height, width } = image;
  return {
    stack,
    image,
    uint8: planeOf(
      "uint8",
      height,
      width,
      pixels.map((value) => Math.min(255, Math.floor(value / 8))),
    ),
    float32: planeOf(
      "float32",
      height,
      width,
      pixels.map((value) => value / 3),
    ),
  };
}

/** The numbers that other tools computed. */
export interface References {
  readonly percents: readonly number[];
  readonly percentiles: Readonly<Record<"plane" | "stack" | "uint8" | "float32", readonly number[]>>;
  readonly otsu: Readonly<Record<"uint16" | "uint8" | "smooth", number>>;
  /** Area, centroid y and x, mean intensity, box. */
  readonly regions: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly edges: readonly {
    readonly name: string;
    readonly height: number;
    readonly width: number;
    readonly image: readonly number[];
    readonly gaussian: readonly number[];
    readonly square: readonly number[];
    readonly disk: readonly number[];
    readonly otsu: number;
    readonly mask: readonly number[];
    readonly labels: readonly number[];
    readonly percentiles: readonly number[];
  }[];
}

/** references.json of the fixtures. */
export function references(): References {
  return JSON.parse(readFileSync(`${fixtures}/references.json`, "utf8"));
}

/** The largest difference between two planes of one shape. */
export function largestDifference(a: Plane, b: Plane): number {
  if (a.data.length !== b.data.length) throw new Error(`${a.data.length} pixels against ${b.data.length}`);
  let most = 0;
  for (const [i, value] of a.data.entries()) most = Math.max(most, Math.abs(value - (b.data[i] ?? Number.NaN)));
  return most;
}
