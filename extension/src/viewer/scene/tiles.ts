import type { Size } from "../camera.ts";
import type { Box } from "../draw/quadBuffer.ts";

/** Planes are asked for in squares of so many pixels of their level. */
export const tileSide = 1024;

/** A square of a plane at a level; each level halves rows and columns (rounded up). */
export interface Tile {
  readonly level: number;
  readonly row: number;
  readonly column: number;
}

/** A plane's size at a level. */
export function sizeAt({ width, height }: Size, level: number): Size {
  const factor = 2 ** level;
  return { width: Math.ceil(width / factor), height: Math.ceil(height / factor) };
}

/** The finest level at which a plane's longer side is at most `side` pixels. */
export function levelWithin({ width, height }: Size, side: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height, 1) / side)));
}

/** The level to draw: its pixels are at most as large as the screen's, and more than half of that. */
export function levelFor(imagePixelsPerDevicePixel: number, coarsest: number): number {
  const level = Math.floor(Math.log2(imagePixelsPerDevicePixel) + 1e-6);
  return Math.min(coarsest, Math.max(0, level));
}

/** The tiles of a level that touch a part of the plane, which is given in pixels of level 0. */
export function tilesIn(plane: Size, level: number, part: Box): Tile[] {
  const side = tileSide * 2 ** level;
  const { width, height } = sizeAt(plane, level);
  const rows = between(part.top, part.bottom, side, Math.ceil(height / tileSide));
  const columns = between(part.left, part.right, side, Math.ceil(width / tileSide));
  return rows.flatMap((row) => columns.map((column) => ({ level, row, column })));
}

/** A tile's pixels in its level. */
export function tileBox(plane: Size, { level, row, column }: Tile): Box {
  const { width, height } = sizeAt(plane, level);
  const [left, top] = [column * tileSide, row * tileSide];
  return { left, top, right: Math.min(width, left + tileSide), bottom: Math.min(height, top + tileSide) };
}

function between(from: number, to: number, side: number, count: number): number[] {
  const first = Math.max(0, Math.floor(from / side));
  const last = Math.min(count, Math.ceil(to / side));
  return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
}
