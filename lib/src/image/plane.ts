import { bytesOf, type Dtype, type Pixels, viewOf } from "./dtype.ts";

/** Pixel size in micrometres along the axes; absent where the instrument did not say. */
export interface Spacing {
  readonly y: number;
  readonly x: number;
  readonly z?: number;
}

/** What is known of a plane besides its pixels. */
export interface PlaneHeader {
  readonly dtype: Dtype;
  /** Rows and columns. */
  readonly height: number;
  readonly width: number;
  /** Micrometres per pixel, or undefined when unknown; never a made-up 1. */
  readonly spacing?: Spacing;
}

/** One 2D image, row by row (axes y, x). */
export interface Plane extends PlaneHeader {
  /** `height * width` pixels; may lie on a SharedArrayBuffer. */
  readonly data: Pixels;
}

/** Whether a value is a plane: pixels with their size and type. */
export function isPlane(value: unknown): value is Plane {
  if (typeof value !== "object" || value === null) return false;
  const { data, dtype, height, width } = value as Partial<Plane>; // checked below
  return ArrayBuffer.isView(data) && typeof dtype === "string" && data.length === (height ?? 0) * (width ?? 0);
}

/**
 * What a function of a pipeline gets and gives: planes of equal shape and dtype in a fixed order.
 * A list of planes, not one 3D block, so that nothing is copied to put a group together.
 */
export type Stack = readonly Plane[];

/** A new plane on a SharedArrayBuffer, all zero. */
export function newPlane(header: PlaneHeader): Plane {
  const length = header.height * header.width;
  const buffer = new SharedArrayBuffer(length * bytesOf(header.dtype));
  return { ...header, data: viewOf(header.dtype, buffer, length) };
}
