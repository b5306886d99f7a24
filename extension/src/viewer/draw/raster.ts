import type { Pixels } from "titer/image";

/** Pixels in the page, ready for the graphics card: `height * width` values, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Pixels;
}
