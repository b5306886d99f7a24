import type { Plane } from "../../image/plane.ts";

/** Equal tiles over a plane; what lies outside of it is left out. */
export interface TileGrid {
  /** First row and column of the first tile. */
  readonly top: number;
  readonly left: number;
  /** Of one tile, in pixels. */
  readonly rows: number;
  readonly columns: number;
  /** Numbers of tiles. */
  readonly down: number;
  readonly across: number;
}

/** Packings of tiles that kernels may know; zstd, gzip and zlib are those of the system's libraries. */
export type UnpackedKind = "raw" | "blosc" | "zstd" | "gzip" | "zlib";

/** Puts packed tiles into planes. */
export interface TileUnpacker {
  /**
   * Unpacks tiles into a plane.
   *
   * @param places - offset and length of each tile in `packed`; one of length 0 is left out.
   * @returns `done`, `otherCodec` when the tiles are packed with something that is not known here, or the number of a damaged tile,
   *   from 0.
   */
  unpack(
    packed: Uint8Array,
    places: Uint32Array,
    plane: Plane,
    grid: TileGrid,
    packing: UnpackedKind,
  ): "done" | "otherCodec" | number;
  /** Memory for packed bytes, valid until the next call of it. */
  buffer(bytes: number): Uint8Array;
}
