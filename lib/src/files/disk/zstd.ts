import * as zlib from "node:zlib";
import { decompress } from "fzstd";
import { bindSystemLibrary } from "../../functions/native/koffi.ts";
import type { ExpandInto, Inflate } from "../../tiff/source.ts";

/** Packs bytes as one Zstandard frame; levels from 1 to 9. */
export type PackZstd = (data: Uint8Array, level: number) => Uint8Array;

/** Node's own Zstandard, from 22.15 on: newer than our types. */
interface NodeZstd {
  readonly zstdCompressSync?: (data: Uint8Array, options: { readonly params: Record<number, number> }) => Uint8Array;
  readonly zstdDecompressSync?: typeof zlib.unzipSync;
}

/** `ZSTD_c_compressionLevel` of zstd.h. */
const compressionLevel = 100;

/** Names of the system's Zstandard library on Linux, macOS and Windows. */
export const zstdLibraries: readonly string[] = ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll"];

type Size = number | bigint;

/** What is used of the system's library. */
interface SystemZstd {
  readonly expand: (into: Uint8Array, size: number, data: Uint8Array, dataSize: number) => Size;
  readonly pack: (into: Uint8Array, size: number, data: Uint8Array, dataSize: number, level: number) => Size;
  readonly bound: (size: number) => Size;
  readonly isError: (result: Size) => number;
}

/**
 * Unpacking of Zstandard data: by Node where it can (22.15 and newer), else by the system's library where there is one, else in
 * JavaScript, which takes about 15 times as long.
 */
export function makeZstd(): Inflate {
  const expand = makeZstdInto();
  return (data, limit) => {
    const into = new Uint8Array(limit);
    return into.subarray(0, expand(data, into));
  };
}

/** The same into memory of the caller. */
export function makeZstdInto(): ExpandInto {
  const { zstdDecompressSync } = zlib as NodeZstd;
  const copied = (expanded: Uint8Array, into: Uint8Array) => {
    into.set(expanded);
    return expanded.length;
  };
  if (zstdDecompressSync) {
    return (data, into) => copied(zstdDecompressSync(data, { maxOutputLength: Math.max(64, into.length) }), into);
  }
  let system: SystemZstd | null | undefined;
  return (data, into) => {
    if (system === undefined) system = loadSystem() ?? null; // when first needed: loading costs some milliseconds
    if (system === null) return copied(zstdInJavaScript(data, into.length), into);
    const result = system.expand(into, into.length, data, data.length);
    if (system.isError(result) !== 0) throw new Error("the Zstandard data is damaged or longer than expected");
    return Number(result);
  };
}

/** Packing with Zstandard: by Node where it can, else by the system's library where there is one, else by WebAssembly. */
export async function loadZstdPacker(): Promise<PackZstd> {
  const { zstdCompressSync } = zlib as NodeZstd;
  if (zstdCompressSync) return (data, level) => zstdCompressSync(data, { params: { [compressionLevel]: level } });
  const system = loadSystem();
  return system ? systemPacker(system) : wasmPacker();
}

/** Who packs where the system has no library. */
export const zstdWithoutSystem: string =
  (zlib as NodeZstd).zstdCompressSync === undefined
    ? "Zstandard as WebAssembly"
    : `zstd of Node ${process.versions.node}`;

/** Needs nothing of the system. */
export const zstdInJavaScript: Inflate = (data, limit) => decompress(data, new Uint8Array(limit));

/** Needs nothing of the system. */
export async function wasmPacker(): Promise<PackZstd> {
  const { Zstd } = await import("@hpcc-js/wasm-zstd");
  const zstd = await Zstd.load();
  return (data, level) => zstd.compress(data, level);
}

function systemPacker(system: SystemZstd): PackZstd {
  return (data, level) => {
    const into = new Uint8Array(Number(system.bound(data.length)));
    const result = system.pack(into, into.length, data, data.length, level);
    if (system.isError(result) !== 0) throw new Error("the system's Zstandard could not pack a chunk");
    return into.subarray(0, Number(result));
  };
}

function loadSystem(): SystemZstd | undefined {
  return bindSystemLibrary(zstdLibraries, (library) => ({
    expand: library.func("size_t ZSTD_decompress(void *dst, size_t size, const void *src, size_t srcSize)"),
    pack: library.func("size_t ZSTD_compress(void *dst, size_t size, const void *src, size_t srcSize, int level)"),
    bound: library.func("size_t ZSTD_compressBound(size_t size)"),
    isError: library.func("unsigned int ZSTD_isError(size_t code)"),
  }));
}
