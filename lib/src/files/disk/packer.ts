import { crc32 } from "node:zlib";
import { bytesOf, type Dtype } from "../../image/dtype.ts";
import { bloscFrame } from "../zarr/bloscFrame.ts";
import type { ChunkPacker } from "../zarr/chunkPacker.ts";
import type { Compression } from "../zarr/compression.ts";
import { gzipFrame } from "../zarr/gzipFrame.ts";
import { isLabels } from "../zarr/layout.ts";
import { systemLibrary } from "./systemCodecs.ts";
import { deflate } from "./tiffTools.ts";
import type { TilePacking, Tiles } from "./tiles.ts";
import { loadZstdPacker, zstdWithoutSystem } from "./zstd.ts";

/** What the kernels do with each tile, and what is done with their result. */
interface Packing {
  readonly tiles: TilePacking;
  readonly finish?: (bytes: Uint8Array) => Uint8Array;
}

/**
 * The packer of a compression: the kernels cut, shuffle and pack, with LZ4 of their own, with Zstandard and zlib by the functions of the
 * system's libraries. Where there are none, or the kernels are WebAssembly, these two are Node's, or WebAssembly.
 */
export async function loadPacker(compression: Compression, dtype: Dtype, tiles: Tiles): Promise<ChunkPacker> {
  const { tiles: packing, finish } = kernelPacking(compression, tiles) ?? (await singlePacking(compression, dtype));
  return {
    pack: (plane, grid) => {
      const parts = tiles.pack(plane, grid, packing);
      return finish ? parts.map(finish) : parts;
    },
    cut: (plane, grid) => tiles.pack(plane, grid, { kind: "raw" }),
    halve: (plane, into) => tiles.halve(plane, into, !isLabels(dtype)),
  };
}

/** Who packs chunks on this machine, with its version where it tells one: other versions may make other bytes of the same pixels. */
export function packedBy(compression: Compression): string {
  if (compression.codec === "none") return "nobody";
  if (compression.codec === "blosc" && compression.inner === "lz4") return "titer";
  const zstd = compression.codec === "zstd" || compression.codec === "blosc";
  return systemLibrary(zstd ? "zstd" : "gzip") ?? (zstd ? zstdWithoutSystem : `zlib ${process.versions.zlib}`);
}

/** All in the kernels; undefined where there is nothing to pack, or no library for it. */
function kernelPacking(compression: Compression, tiles: Tiles): Packing | undefined {
  if (compression.codec === "none") return undefined;
  const { level } = compression;
  if (compression.codec !== "blosc") {
    const codec = tiles.systemPacker(compression.codec, level);
    return codec && { tiles: { kind: "packed", codec } };
  }
  const { shuffle } = compression;
  if (compression.inner === "lz4") return { tiles: { kind: "blosc", shuffle, level } };
  const codec = tiles.systemPacker("zstd", level);
  return codec && { tiles: { kind: "blosc", shuffle, level, codec } };
}

/** One tile after the other, by Node or WebAssembly. */
async function singlePacking(compression: Compression, dtype: Dtype): Promise<Packing> {
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
    case "blosc": {
      const { shuffle, level } = compression;
      const zstd = await loadZstdPacker();
      const finish = (bytes: Uint8Array) => bloscFrame(bytes, bytesOf(dtype), shuffle, zstd(bytes, level));
      return { tiles: { kind: "filtered", shuffle }, finish };
    }
  }
}
