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

/** Puts packed tiles into planes. */
export interface TileUnpacker {
  /**
   * Unpacks tiles into a plane.
   *
   * @param places - offset and length of each tile in `packed`; one of length 0 is left out.
   * @returns `done`, `otherCodec` when a blosc frame holds something else than LZ4, or the number of a damaged tile, from 0.
   */
  unpack(
    packed: Uint8Array,
    places: Uint32Array,
    plane: Plane,
    grid: TileGrid,
    packing: "raw" | "blosc",
  ): "done" | "otherCodec" | number;
  /** Memory for packed bytes, valid until the next call of it. */
  buffer(bytes: number): Uint8Array;
}
