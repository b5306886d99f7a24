import type { Plane } from "../image/plane.ts";

/** Unsigned pixels as a notebook stores them, and what they stand for: `offset + scale * pixel`. */
export interface StoredPlane {
  readonly dtype: "uint8" | "uint16";
  readonly pixels: Uint8Array | Uint16Array;
  readonly height: number;
  readonly width: number;
  readonly offset: number;
  readonly scale: number;
  /** How many source pixels were NaN or infinite; they are stored as 0. */
  readonly nonFinite: number;
}

const largest = 65535;

/**
 * A plane's pixels as uint8 or uint16. uint8 and uint16 planes are taken as they are, integers that fit are cast, and
 * anything else is mapped linearly from its own finite range to 0..65535.
 */
export function storedPlane(plane: Plane): StoredPlane {
  const { data, dtype, height, width } = plane;
  if (dtype === "uint8" || dtype === "uint16") {
    const pixels = data as Uint8Array | Uint16Array; // which is what the dtype says
    return { dtype, pixels, height, width, offset: 0, scale: 1, nonFinite: 0 };
  }
  const { min, max, nonFinite } = finiteRange(data);
  const exact = dtype !== "float32" && min >= 0 && max <= largest;
  const offset = exact ? 0 : min;
  const scale = exact || max === min ? 1 : (max - min) / largest;
  const pixels = new Uint16Array(data.length);
  for (let i = 0; i < pixels.length; i++) {
    const value = data[i] as number;
    if (Number.isFinite(value)) pixels[i] = Math.round((value - offset) / scale);
  }
  return { dtype: "uint16", pixels, height, width, offset, scale, nonFinite };
}

function finiteRange(data: Plane["data"]): { min: number; max: number; nonFinite: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let nonFinite = 0;
  for (const value of data) {
    if (!Number.isFinite(value)) nonFinite++;
    else if (value < min) min = value;
    if (Number.isFinite(value) && value > max) max = value;
  }
  return nonFinite === data.length ? { min: 0, max: 0, nonFinite } : { min, max, nonFinite };
}

/** The factor by which a plane is binned so that no side is longer than `side` pixels. */
export function binningFor(height: number, width: number, side: number): number {
  return Math.max(1, Math.ceil(Math.max(height, width) / side));
}

/** Means of `factor` x `factor` blocks, rounded; blocks at the lower and right edge may be smaller. */
export function binned(plane: StoredPlane, factor: number): StoredPlane {
  if (factor === 1) return plane;
  const height = Math.ceil(plane.height / factor);
  const width = Math.ceil(plane.width / factor);
  const pixels = plane.dtype === "uint8" ? new Uint8Array(height * width) : new Uint16Array(height * width);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const rows = Math.min(factor, plane.height - y * factor);
    sums.fill(0);
    for (let row = y * factor; row < y * factor + rows; row++) addRow(plane, row, factor, sums);
    for (let x = 0; x < width; x++) {
      const columns = Math.min(factor, plane.width - x * factor);
      pixels[y * width + x] = Math.round(sums[x]! / (rows * columns));
    }
  }
  return { ...plane, pixels, height, width };
}

function addRow(plane: StoredPlane, row: number, factor: number, sums: Float64Array): void {
  const start = row * plane.width;
  for (let x = 0; x < plane.width; x++) sums[Math.floor(x / factor)]! += plane.pixels[start + x]!;
}
