import type { Pixels } from "../../image/dtype.ts";
import { type KernelOptions, openMachine } from "./loadKernels.ts";
import type { Access } from "./machine.ts";

/** The kernels that image files are unpacked with. */
export interface ImageBytes {
  /** Expands TIFF's LZW into `into`; gives the bytes that were written, or -1 when the data are damaged. */
  lzw(data: Uint8Array, into: Uint8Array): number;
  /** Expands PackBits into `into`; gives the bytes that were written. */
  packBits(data: Uint8Array, into: Uint8Array): number;
  /** In place: turns the byte order of `pixels` when `swap` is set, then sums each row of `width` up from the left when `sum` is. */
  turn(pixels: Pixels, width: number, swap: boolean, sum: boolean): void;
  /** In place: undoes the floating-point predictor (3) in rows of `width` pixels. */
  gatherFloats(pixels: Pixels, width: number): void;
  /** Puts a row of tiles, one behind the other, side by side into `rows` of `rowBytes` each; what is left of the last tile is dropped. */
  joinTiles(tiles: Uint8Array, tile: { rowBytes: number; rows: number }, rows: Uint8Array, rowBytes: number): void;
}

/** Opens them for the calling thread. Throws `KERNELS_UNAVAILABLE`. */
export function openImageBytes(options: Pick<KernelOptions, "build"> = {}): ImageBytes {
  const { machine } = openMachine(options);
  const expand = (operation: "unpackLzw" | "unpackBits", data: Uint8Array, into: Uint8Array) =>
    machine.run(operation, [data.length, into.length], [reading(data), writing(into)], 1)[0] as number;
  return {
    lzw: (data, into) => expand("unpackLzw", data, into),
    packBits: (data, into) => expand("unpackBits", data, into),
    turn(pixels, width, swap, sum) {
      const numbers = [width, pixels.length / width, pixels.BYTES_PER_ELEMENT, +swap, +sum];
      machine.run("turnPixels", numbers, [reading(pixels), writing(pixels)], 0);
    },
    gatherFloats(pixels, width) {
      machine.run("gatherFloats", [width, pixels.length / width], [reading(pixels), writing(pixels)], 0);
    },
    joinTiles(tiles, tile, rows, rowBytes) {
      const numbers = [tile.rowBytes, tile.rows, rowBytes, rows.length / rowBytes];
      machine.run("joinTiles", numbers, [reading(tiles), writing(rows)], 0);
    },
  };
}

const reading = (data: Pixels): Access => ({ data, access: "in" });
const writing = (data: Pixels): Access => ({ data, access: "out" });
