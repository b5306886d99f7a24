import { TiterError } from "../../errors.ts";
import { bytesOf, type Dtype } from "../../image/dtype.ts";
import type { Compression, Shuffle } from "./compression.ts";
import type { Extent, StoreLayout } from "./layout.ts";

/** What can be chosen about a store. */
export interface StoreOptions {
  /** `0.5` (zarr version 3, shards) or `0.4` (zarr version 2), for older viewers. Default: `0.5`. */
  readonly ngff?: StoreLayout["ngff"];
  /**
   * `blosc`: shuffled, then LZ4 or Zstandard. `lz4`: blosc with LZ4 and no shuffle, since zarr itself knows no LZ4. `zlib`: the
   * same bytes under the name that the version of zarr has for them, gzip or zlib. Default: `blosc`.
   */
  readonly compressor?: "blosc" | "zlib" | "lz4" | "zstd" | "none";
  /** 1, the fastest, to 9, the smallest; 0 packs nothing. Default: 1. */
  readonly compressionLevel?: number;
  /** What blosc packs with. Default: `lz4`. */
  readonly bloscCodec?: "lz4" | "zstd";
  /** Of blosc. Default: `byte`. */
  readonly shuffle?: Shuffle;
  /**
   * `auto`: a file for each plane, with chunks of 256 x 256 pixels inside (0.4 has no shards: a chunk for each plane). `single`: one
   * chunk for the whole array of a well's site. `custom`: `chunk` and `shard`. Default: `auto`.
   */
  readonly chunkStrategy?: "auto" | "single" | "custom";
  /** Of `custom`: axes that are left out have length 1 for t, c and z, the whole length for y and x. */
  readonly chunk?: Partial<Extent>;
  /** Of `custom`: what one file holds, in multiples of `chunk`; axes that are left out are as long as a chunk. Default: no shards. */
  readonly shard?: Partial<Extent>;
  /** An axis whose values are written apart from each other, so that no file may hold several of them. Default: none. */
  readonly apart?: "t" | "c" | "z" | undefined;
}

/** Pixels along each side of a chunk inside a plane's shard: one tile of a viewer. */
export const tileSide = 256;

/** Bytes of a level's planes that wait for each other, before they are packed. */
const mostWaiting = 16 << 20;

/** Bytes of one chunk that blosc can still pack. */
const mostBytes = 2 ** 31 - 1 - 16 * 1024;

/**
 * The part of a store's layout that {@link StoreOptions} decide.
 *
 * @param shape - of each image.
 * @throws `CHUNKS_UNUSABLE` when chunks or shards do not fit each other, the version or a chunk's largest size; `BAD_COMPRESSION_LEVEL`.
 */
export function chosenLayout(
  options: StoreOptions,
  shape: Extent,
  dtype: Dtype,
): Pick<StoreLayout, "ngff" | "chunk" | "file" | "coarseFile" | "compression"> {
  const { ngff = "0.5" } = options;
  const { chunk, file } = chosenChunks(options, ngff, shape);
  if (volume(chunk) * bytesOf(dtype) > mostBytes) {
    throw unusable(`a chunk would have ${volume(chunk) * bytesOf(dtype)} bytes`, "Choose chunks below 2 GB.");
  }
  const { chunkStrategy = "auto", apart } = options;
  const joined = chunkStrategy === "auto" && ngff === "0.5";
  const coarseFile = joined ? coarsePlanes(shape, bytesOf(dtype), apart) : { t: file.t, c: file.c, z: file.z };
  return { ngff, chunk, file, coarseFile, compression: chosenCompression(options, ngff) };
}

/** As many planes as one file of the coarser levels may hold: it is kept in memory until it is whole. */
function coarsePlanes(shape: Extent, pixelBytes: number, apart: StoreOptions["apart"]): StoreLayout["coarseFile"] {
  let planes = { t: shape.t, c: shape.c, z: shape.z };
  const bytes = () => (volume({ ...shape, ...planes }) * pixelBytes) / 4;
  if (apart) planes = { ...planes, [apart]: 1 };
  for (const axis of ["t", "c", "z"] as const) if (bytes() > mostWaiting) planes = { ...planes, [axis]: 1 };
  return planes;
}

/** Pixels of an extent. */
export function volume({ t, c, z, y, x }: Extent): number {
  return t * c * z * y * x;
}

function chosenChunks(
  { chunkStrategy = "auto", chunk: given = {}, shard }: StoreOptions,
  ngff: StoreLayout["ngff"],
  shape: Extent,
): Pick<StoreLayout, "chunk" | "file"> {
  const plane = { t: 1, c: 1, z: 1, y: shape.y, x: shape.x };
  if (chunkStrategy === "single") return { chunk: shape, file: shape };
  if (chunkStrategy === "auto") {
    if (ngff === "0.4") return { chunk: plane, file: plane };
    const chunk = { ...plane, y: Math.min(tileSide, shape.y), x: Math.min(tileSide, shape.x) };
    return { chunk, file: covering(plane, chunk) };
  }
  const chunk = within({ ...plane, ...given }, shape, "chunk");
  if (!shard) return { chunk, file: chunk };
  if (ngff === "0.4") throw unusable("NGFF 0.4 has no shards", "Leave the shard out, or choose NGFF 0.5.");
  const file = covering(within({ ...chunk, ...shard }, covering(shape, chunk), "shard"), chunk);
  for (const axis of axes) {
    if (shard[axis] !== undefined && file[axis] !== Math.min(shard[axis], covering(shape, chunk)[axis])) {
      throw unusable(`a shard of ${shard[axis]} along ${axis} is no multiple of ${chunk[axis]}`, "Use whole chunks.");
    }
  }
  return { chunk, file };
}

const axes = ["t", "c", "z", "y", "x"] as const;

function map(extent: Extent, length: (axis: keyof Extent) => number): Extent {
  const entries = axes.map((axis) => [axis, length(axis)]);
  return { ...extent, ...Object.fromEntries(entries) };
}

/** Lengths that are whole numbers of chunks, at least as long as the given ones. */
function covering(extent: Extent, chunk: Extent): Extent {
  return map(extent, (axis) => Math.ceil(extent[axis] / chunk[axis]) * chunk[axis]);
}

function within(extent: Extent, most: Extent, name: string): Extent {
  return map(extent, (axis) => {
    const length = extent[axis];
    if (!Number.isInteger(length) || length < 1) throw unusable(`${name}.${axis} = ${length}`, "Give whole numbers.");
    return Math.min(length, most[axis]);
  });
}

function chosenCompression(
  { compressor = "blosc", compressionLevel: level = 1, bloscCodec = "lz4", shuffle = "byte" }: StoreOptions,
  ngff: StoreLayout["ngff"],
): Compression {
  if (!Number.isInteger(level) || level < 0 || level > 9) {
    throw new TiterError("BAD_COMPRESSION_LEVEL", {
      what: `compressionLevel = ${level}`,
      where: { field: "compressionLevel" },
      todo: "Give a whole number from 0 to 9.",
    });
  }
  if (compressor === "none" || level === 0) return { codec: "none" };
  if (compressor === "zstd") return { codec: "zstd", level };
  if (compressor === "zlib") return { codec: ngff === "0.5" ? "gzip" : "zlib", level };
  if (compressor === "lz4") return { codec: "blosc", inner: "lz4", level, shuffle: "none" };
  return { codec: "blosc", inner: bloscCodec, level, shuffle };
}

function unusable(what: string, todo: string): TiterError {
  return new TiterError("CHUNKS_UNUSABLE", { what, where: { field: "chunkStrategy" }, todo });
}
