import { bindSystemLibrary, type NativeLibrary } from "../../functions/native/koffi.ts";
import { deflateLibraries } from "./zlib.ts";
import { zstdLibraries } from "./zstd.ts";

/** A packing of tiles that a library of the system does. */
export type SystemPacking = "zstd" | "gzip" | "zlib";

/** A function of the system's library that the kernels call, each of their threads with a context of its own. */
export interface SystemCodec {
  /** As `codec.h` numbers them. */
  readonly kind: 1 | 2;
  /** 0 for unpacking. */
  readonly level: number;
  /** Addresses in 64 bits: of the function, then of the contexts. */
  readonly table: Uint32Array;
}

/** No library at all, for kernels that need none. */
export const noCodec: { readonly kind: 0; readonly level: 0; readonly table: Uint32Array } = {
  kind: 0,
  level: 0,
  table: new Uint32Array(2),
};

/** Makes contexts of a library, and knows where its functions lie. */
interface SystemLibrary {
  readonly kind: SystemCodec["kind"];
  readonly packing: (packing: SystemPacking) => {
    readonly address: bigint;
    readonly context: (level: number) => bigint;
  };
  readonly unpacking: (packing: SystemPacking) => { readonly address: bigint; readonly context: () => bigint };
}

/** Codecs of one thread of ours; what was made is kept. */
export class SystemCodecs {
  readonly #libraries = new Map<"zstd" | "deflate", SystemLibrary | undefined>();
  readonly #made = new Map<string, SystemCodec>();

  /** For `threads` threads of the kernels; undefined where the system lacks the library. */
  packer(packing: SystemPacking, level: number, threads: number): SystemCodec | undefined {
    return this.#codec(packing, level, threads, (library) => library.packing(packing));
  }

  unpacker(packing: SystemPacking, threads: number): SystemCodec | undefined {
    return this.#codec(packing, 0, threads, (library) => library.unpacking(packing));
  }

  #codec(
    packing: SystemPacking,
    level: number,
    threads: number,
    find: (library: SystemLibrary) => { readonly address: bigint; readonly context: (level: number) => bigint },
  ): SystemCodec | undefined {
    const key = `${packing} ${level} ${threads}`;
    const known = this.#made.get(key);
    if (known) return known;
    const library = this.#library(packing === "zstd" ? "zstd" : "deflate");
    if (!library) return undefined;
    const { address, context } = find(library);
    const table = BigUint64Array.from([address, ...Array.from({ length: threads }, () => context(level))]);
    const codec = { kind: library.kind, level, table: new Uint32Array(table.buffer) };
    this.#made.set(key, codec);
    return codec;
  }

  #library(name: "zstd" | "deflate"): SystemLibrary | undefined {
    if (!this.#libraries.has(name)) {
      const found =
        name === "zstd" ? bindSystemLibrary(zstdLibraries, bindZstd) : bindSystemLibrary(deflateLibraries, bindDeflate);
      this.#libraries.set(name, found);
    }
    return this.#libraries.get(name);
  }
}

/** The system's library for a packing, with its version where it tells one; undefined where there is none. */
export function systemLibrary(packing: SystemPacking): string | undefined {
  if (packing !== "zstd") return bindSystemLibrary(deflateLibraries, () => "libdeflate");
  return bindSystemLibrary(zstdLibraries, (library) => {
    const version = library.func("const char *ZSTD_versionString()");
    return `libzstd ${version()}`;
  });
}

function bindZstd(library: NativeLibrary): SystemLibrary {
  const makePacker = library.func("uintptr_t ZSTD_createCCtx()");
  const makeUnpacker = library.func("uintptr_t ZSTD_createDCtx()");
  return {
    kind: 1,
    packing: () => ({ address: library.symbol("ZSTD_compressCCtx"), context: () => BigInt(makePacker()) }),
    unpacking: () => ({ address: library.symbol("ZSTD_decompressDCtx"), context: () => BigInt(makeUnpacker()) }),
  };
}

function bindDeflate(library: NativeLibrary): SystemLibrary {
  const makePacker = library.func("uintptr_t libdeflate_alloc_compressor(int level)");
  const makeUnpacker = library.func("uintptr_t libdeflate_alloc_decompressor()");
  return {
    kind: 2,
    packing: (packing) => ({
      address: library.symbol(`libdeflate_${packing}_compress`),
      context: (level) => BigInt(makePacker(level)),
    }),
    unpacking: (packing) => ({
      address: library.symbol(`libdeflate_${packing}_decompress`),
      context: () => BigInt(makeUnpacker()),
    }),
  };
}
