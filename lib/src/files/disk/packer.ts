import { crc32 } from "node:zlib";
import { bytesOf, type Dtype } from "../../image/dtype.ts";
import { bloscFrame } from "../zarr/bloscFrame.ts";
import type { ChunkPacker } from "../zarr/chunkPacker.ts";
import type { Compression } from "../zarr/compression.ts";
import { gzipFrame } from "../zarr/gzipFrame.ts";
import { isLabels } from "../zarr/layout.ts";
import { deflate } from "./tiffTools.ts";
import type { TilePacking, Tiles } from "./tiles.ts";
import { loadZstdPacker } from "./zstd.ts";

/** What the kernels do with each tile, and what is done with their result. */
interface Packing {
  readonly tiles: TilePacking;
  readonly finish?: (bytes: Uint8Array) => Uint8Array;
}

/** The packer of a compression: the kernels cut, shuffle and pack with LZ4; zlib and Zstandard come from the system. */
export async function loadPacker(compression: Compression, dtype: Dtype, tiles: Tiles): Promise<ChunkPacker> {
  const packing = await loadPacking(compression, dtype);
  const { finish } = packing;
  return {
    pack: (plane, grid) => {
      const parts = tiles.pack(plane, grid, packing.tiles);
      return finish ? parts.map(finish) : parts;
    },
    cut: (plane, grid) => tiles.pack(plane, grid, { kind: "raw" }),
    halve: (plane, into) => tiles.halve(plane, into, !isLabels(dtype)),
  };
}

async function loadPacking(compression: Compression, dtype: Dtype): Promise<Packing> {
  const tiles = { kind: "raw" } as const;
  switch (compression.codec) {
    case "none":
      return { tiles };
    case "gzip":
      return { tiles, finish: (bytes) => gzipFrame(deflate(bytes, compression.level), crc32(bytes), bytes.length) };
    case "zlib":
      return { tiles, finish: (bytes) => deflate(bytes, compression.level) };
    case "zstd": {
      const zstd = await loadZstdPacker();
      return { tiles, finish: (bytes) => zstd(bytes, compression.level) };
    }
    case "blosc":
      return compression.inner === "lz4" ? { tiles: { kind: "blosc", ...compression } } : bloscZstd(compression, dtype);
  }
}

async function bloscZstd(
  { shuffle, level }: Compression & { readonly codec: "blosc" },
  dtype: Dtype,
): Promise<Packing> {
  const zstd = await loadZstdPacker();
  const size = bytesOf(dtype);
  const finish = (bytes: Uint8Array) => bloscFrame(bytes, size, shuffle, zstd(bytes, level));
  return { tiles: { kind: "filtered", shuffle }, finish };
}
