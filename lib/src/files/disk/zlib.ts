import * as zlib from "node:zlib";
import { bindSystemLibrary, type NativeLibrary } from "../../functions/native/koffi.ts";
import type { Deflate, ExpandInto } from "../../tiff/source.ts";

/** Packing and unpacking of zlib data. */
export interface Zlib {
  /** Throws when the data are damaged or do not fit. */
  readonly inflate: ExpandInto;
  /** Level 0 to 9. */
  readonly deflate: Deflate;
}

/** Names of the system's libdeflate on Linux, macOS and Windows. */
export const deflateLibraries: readonly string[] = ["libdeflate.so.0", "libdeflate.0.dylib", "libdeflate.dll"];

/** By the system's libdeflate where there is one, which takes about half as long as Node's zlib, else by Node. */
export function makeZlib(): Zlib {
  let tools: Zlib | undefined;
  const loaded = () => {
    tools ??= bindSystemLibrary(deflateLibraries, bind) ?? zlibByNode; // when first needed: loading costs some milliseconds
    return tools;
  };
  return {
    inflate: (data, into) => loaded().inflate(data, into),
    deflate: (data, level) => loaded().deflate(data, level),
  };
}

/** Needs nothing of the system. */
export const zlibByNode: Zlib = {
  inflate: (data, into) => {
    const limit = Math.max(64, into.length); // zlib takes no less
    const expanded = zlib.unzipSync(data, { chunkSize: limit, maxOutputLength: limit });
    into.set(expanded);
    return expanded.length;
  },
  deflate: (data, level) => zlib.deflateSync(data, { level }),
};

function bind(library: NativeLibrary): Zlib {
  const expand = library.func(
    "int libdeflate_zlib_decompress(void *tool, void *data, size_t size, void *into, size_t room, _Out_ size_t *written)",
  );
  const compress = library.func(
    "size_t libdeflate_zlib_compress(void *tool, void *data, size_t size, void *into, size_t room)",
  );
  const bound = library.func("size_t libdeflate_zlib_compress_bound(void *tool, size_t size)");
  const makePacker = library.func("void *libdeflate_alloc_compressor(int level)");
  const unpacker: unknown = library.func("void *libdeflate_alloc_decompressor()")();
  const packers = new Map<number, unknown>();
  return {
    inflate: (data, into) => {
      const written: [number | bigint] = [0];
      const status: number = expand(unpacker, data, data.length, into, into.length, written);
      if (status !== 0) throw new Error(status === 3 ? "the data are longer than expected" : "the data are damaged");
      return Number(written[0]);
    },
    deflate: (data, level) => {
      const packer = packers.get(level) ?? makePacker(level);
      packers.set(level, packer);
      const into = new Uint8Array(Number(bound(packer, data.length)));
      return into.subarray(0, Number(compress(packer, data, data.length, into, into.length)));
    },
  };
}
