/**
 * What a region is: `traced` follows the edges of pixels, as outlines of label images do; `points` are places of objects; the others are
 * drawn by hand.
 */
export type RoiKind =
  | "rectangle"
  | "ellipse"
  | "polygon"
  | "freehand"
  | "traced"
  | "line"
  | "polyline"
  | "freeline"
  | "points";

/** A region of an image, in pixels; a pixel's upper left corner is its place, as in ImageJ. */
export interface Roi {
  readonly name: string;
  readonly kind: RoiKind;
  /** Corners or points; of a rectangle and of an ellipse the upper left and the lower right corner of its box. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Channel, slice and frame of a hyperstack, from 1; absent for all of them. */
  readonly channel?: number;
  readonly slice?: number;
  readonly frame?: number;
}

/** Types of ImageJ's format. */
export const roiTypes: Readonly<Record<RoiKind, number>> = {
  polygon: 0,
  rectangle: 1,
  ellipse: 2,
  line: 3,
  freeline: 4,
  polyline: 5,
  freehand: 7,
  traced: 8,
  points: 10,
};

/** Bit of the options that says that coordinates have parts of pixels. */
export const subPixels = 128;

/** Length of the format's first header. */
export const headerBytes = 64;
