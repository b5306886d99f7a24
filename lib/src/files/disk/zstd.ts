import { createRequire } from "node:module";
import * as zlib from "node:zlib";
import { decompress } from "fzstd";
import type { ExpandInto, Inflate } from "../../tiff/source.ts";

/** Names of the system's Zstandard library on Linux, macOS and Windows. */
const libraries = ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll"];

/** What is used of the system's library. */
interface SystemZstd {
  readonly expand: (into: Uint8Array, size: number, data: Uint8Array, dataSize: number) => number | bigint;
  readonly isError: (result: number | bigint) => number;
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
  const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: typeof zlib.unzipSync }; // newer than our types
  const copied = (expanded: Uint8Array, into: Uint8Array) => {
    into.set(expanded);
    return expanded.length;
  };
  if (zstdDecompressSync) {
    return (data, into) => copied(zstdDecompressSync(data, { maxOutputLength: Math.max(64, into.length) }), into);
  }
  let system: SystemZstd | null | undefined;
  return (data, into) => {
    system ??= loadSystem(); // when first needed: loading costs some milliseconds
    if (system === null) return copied(zstdInJavaScript(data, into.length), into);
    const result = system.expand(into, into.length, data, data.length);
    if (system.isError(result) !== 0) throw new Error("the Zstandard data is damaged or longer than expected");
    return Number(result);
  };
}

/** Needs nothing of the system. */
export const zstdInJavaScript: Inflate = (data, limit) => decompress(data, new Uint8Array(limit));

function loadSystem(): SystemZstd | null {
  for (const name of libraries) {
    try {
      const koffi: typeof import("koffi") = createRequire(import.meta.url)("koffi");
      const library = koffi.load(name);
      return {
        expand: library.func("size_t ZSTD_decompress(void *dst, size_t size, const void *src, size_t srcSize)"),
        isError: library.func("unsigned int ZSTD_isError(size_t code)"),
      };
    } catch {
      // neither koffi nor this name need be there: the next name, in the end JavaScript
    }
  }
  return null;
}
