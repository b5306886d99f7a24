import type { Plane } from "../../image/plane.ts";
import type { TileGrid } from "./tileGrid.ts";

/** Turns planes into chunks. What it gives is valid until its next call. */
export interface ChunkPacker {
  /** The tiles of a grid, packed, row by row; pixels beyond the plane are 0. */
  pack(plane: Plane, grid: TileGrid): readonly Uint8Array[];
  /** The same tiles as plain pixels, little-endian. */
  cut(plane: Plane, grid: TileGrid): readonly Uint8Array[];
  /** The next coarser level: means of 2 x 2 pixels, or for labels (32-bit integers) the upper left one. */
  halve(plane: Plane, into: Plane): void;
}
