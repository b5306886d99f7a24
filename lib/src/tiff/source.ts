import type { Pixels } from "../image/dtype.ts";

/** Random access to the bytes of one file. */
export interface ByteSource {
  /** The file's name in messages. */
  readonly name: string;
  readonly size: number;
  /** Fills `into` with the bytes from `offset` on; throws when the file holds fewer. Synchronous, so that worker threads read in place. */
  read(offset: number, into: Uint8Array): void;
}

/** Expands packed data; throws when it is damaged or gives more than `limit` bytes. */
export type Inflate = (data: Uint8Array, limit: number) => Uint8Array;

/** Packings that the platform brings. */
export interface Unpackers {
  /** zlib and gzip. */
  readonly inflate: Inflate;
  /** Zstandard. */
  readonly zstd: Inflate;
}

/** Expands packed data into memory of the caller; gives the bytes that were written. Throws when they are damaged or do not fit. */
export type ExpandInto = (data: Uint8Array, into: Uint8Array) => number;

/** What the pixels of TIFF files are unpacked with. */
export interface TiffTools {
  /** zlib. */
  readonly inflate: ExpandInto;
  /** Zstandard. */
  readonly zstd: ExpandInto;
  /** Expands LZW; -1 when the data are damaged. */
  readonly lzw: ExpandInto;
  readonly packBits: ExpandInto;
  /** In place: turns the byte order of `pixels` when `swap` is set, then sums each row of `width` up when `sum` is. */
  readonly turn: (pixels: Pixels, width: number, swap: boolean, sum: boolean) => void;
  /** In place: undoes the floating-point predictor (3) in rows of `width` pixels. */
  readonly gatherFloats: (pixels: Pixels, width: number) => void;
  /** Puts a row of tiles, one behind the other, side by side into `rows` of `rowBytes` each; what is left of the last tile is dropped. */
  readonly joinTiles: (
    tiles: Uint8Array,
    tile: { readonly rowBytes: number; readonly rows: number },
    rows: Uint8Array,
    rowBytes: number,
  ) => void;
}

/** Packs bytes as zlib data; level 0 to 9. */
export type Deflate = (data: Uint8Array, level: number) => Uint8Array;
