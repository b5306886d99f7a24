import type { Pixels } from "titer/image";
import type { Frame, FramePlane } from "titer/stream";
import type { Raster } from "../draw/raster.ts";
import type { Piece } from "./pieces.ts";

/** A plane of a frame, as a piece. */
export interface Packed {
  readonly plane: FramePlane;
  readonly piece: Piece;
}

/** Planes up to so many pixels on a side are put together, so that a plate of them is drawn at once. */
const smallSide = 256;
const widestAtlas = 4096;

/** The planes of a frame as pieces, in their order: large ones as they came, small ones of one type together in rasters. */
export function packed({ planes, pixels }: Pick<Frame, "planes" | "pixels">): Packed[] {
  const small = planes.length > 1 && planes.every(isSmall);
  if (!small) return planes.map((plane, i) => ({ plane, piece: whole(plane, pixels[i]!) }));
  const result: Packed[] = [];
  for (let from = 0; from < planes.length; ) {
    const count = runOf(planes, from);
    result.push(...atlas(planes.slice(from, from + count), pixels.slice(from, from + count)));
    from += count;
  }
  return result;
}

function whole(plane: FramePlane, pixels: Pixels): Piece {
  const { width, height, level } = plane;
  return { raster: { width, height, pixels }, left: 0, top: 0, level, box: boxOf(plane) };
}

/** How many planes from here on have one type and fit into one raster. */
function runOf(planes: readonly FramePlane[], from: number): number {
  const { dtype } = planes[from]!;
  const most = Math.floor(widestAtlas / smallSide) ** 2;
  const other = planes.findIndex((plane, i) => i > from && plane.dtype !== dtype);
  return Math.min(most, (other < 0 ? planes.length : other) - from);
}

/** Planes side by side in one raster, in cells of the largest one's size. */
function atlas(planes: readonly FramePlane[], pixels: readonly Pixels[]): Packed[] {
  const cell = {
    width: Math.max(1, ...planes.map(({ width }) => width)),
    height: Math.max(1, ...planes.map(({ height }) => height)),
  };
  const columns = Math.min(planes.length, Math.floor(widestAtlas / cell.width));
  const [width, height] = [columns * cell.width, Math.ceil(planes.length / columns) * cell.height];
  const together = like(pixels[0]!, width * height);
  const raster: Raster = { width, height, pixels: together };
  return planes.map((plane, i) => {
    const [left, top] = [(i % columns) * cell.width, Math.floor(i / columns) * cell.height];
    for (let row = 0; row < plane.height; row++) {
      const part = pixels[i]!.subarray(row * plane.width, (row + 1) * plane.width);
      together.set(part, (top + row) * width + left);
    }
    return { plane, piece: { raster, left, top, level: plane.level, box: boxOf(plane) } };
  });
}

function isSmall({ width, height }: FramePlane): boolean {
  return width <= smallSide && height <= smallSide;
}

function boxOf({ x, y, width, height }: FramePlane): Piece["box"] {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Empty pixels of the same type. */
function like(pixels: Pixels, length: number): Pixels {
  return new (pixels.constructor as new (length: number) => Pixels)(length); // every typed array is made from a length
}
