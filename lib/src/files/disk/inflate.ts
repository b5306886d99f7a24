import { createRequire } from "node:module";
import * as zlib from "node:zlib";
import type { ExpandInto } from "../../tiff/source.ts";

/** Names of the system's libdeflate on Linux, macOS and Windows. */
const libraries = ["libdeflate.so.0", "libdeflate.0.dylib", "libdeflate.dll"];

/** By the system's libdeflate where there is one, which takes half as long as Node's zlib, else by Node. */
export function makeInflate(): ExpandInto {
  let inflate: ExpandInto | undefined;
  return (data, into) => {
    inflate ??= systemInflate() ?? inflateByNode; // when first needed: loading costs some milliseconds
    return inflate(data, into);
  };
}

/** Needs nothing of the system. */
export const inflateByNode: ExpandInto = (data, into) => {
  const limit = Math.max(64, into.length); // zlib takes no less
  const expanded = zlib.unzipSync(data, { chunkSize: limit, maxOutputLength: limit });
  into.set(expanded);
  return expanded.length;
};

function systemInflate(): ExpandInto | undefined {
  for (const name of libraries) {
    try {
      const koffi: typeof import("koffi") = createRequire(import.meta.url)("koffi");
      const library = koffi.load(name);
      const expand = library.func(
        "int libdeflate_zlib_decompress(void *tool, void *data, size_t size, void *into, size_t room, _Out_ size_t *written)",
      );
      const tool: unknown = library.func("void *libdeflate_alloc_decompressor()")();
      return (data, into) => {
        const written: [number | bigint] = [0];
        const status: number = expand(tool, data, data.length, into, into.length, written);
        if (status !== 0) throw new Error(status === 3 ? "the data are longer than expected" : "the data are damaged");
        return Number(written[0]);
      };
    } catch {
      // neither koffi nor this name need be there: the next name, in the end Node
    }
  }
  return undefined;
}
