import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";

const vfs = {
  readBackend: {
    kind: "choice",
    choices: ["auto", "disk", "memory", "zarr"],
    default: "auto",
    doc: "Where the first step reads; auto takes what the plate is.",
  },
  intermediateBackend: {
    kind: "choice",
    choices: ["memory", "disk", "zarr"],
    default: "memory",
    doc: "Where images between steps lie.",
  },
  materializationBackend: {
    kind: "choice",
    choices: ["auto", "disk", "zarr"],
    default: "zarr",
    doc: "What the last step writes.",
  },
} as const;

/** Which backend reads, keeps and writes. */
export type VFSFields = ValuesOf<typeof vfs>;
export const VFSConfig: ConfigClass<VFSFields> = defineConfig("VFSConfig", {
  doc: "Which backend reads, keeps and writes images.",
  extends: [],
  fields: vfs,
});

const lengths = (value: string): string | undefined =>
  /^\s*[1-9]\d*(\s*,\s*[1-9]\d*){4}\s*$/.test(value) ? undefined : "five lengths t,c,z,y,x, such as 1,1,1,512,512";

const zarr = {
  compressor: {
    kind: "choice",
    choices: ["zlib", "blosc", "lz4", "zstd", "none"],
    default: "blosc",
    doc: "How chunks are compressed.",
  },
  compressionLevel: { kind: "integer", min: 0, max: 9, default: 3, doc: "Higher is smaller and slower." },
  chunkStrategy: {
    kind: "choice",
    choices: ["auto", "well", "single", "file", "custom"],
    default: "auto",
    doc: "What one chunk holds: a tile, with a plane per file (auto); all planes of a well's site (well, single); a plane (file); or chunk and shard (custom).",
  },
  chunk: {
    kind: "text",
    default: null,
    nullable: true,
    check: lengths as (value: string) => string | undefined,
    doc: "Of custom: lengths of a chunk, t,c,z,y,x, such as 1,1,1,512,512; none is a plane.",
  },
  shard: {
    kind: "text",
    default: null,
    nullable: true,
    check: lengths as (value: string) => string | undefined,
    doc: "Of custom: lengths of a file, t,c,z,y,x, in whole chunks; none is a chunk.",
  },
  bloscCodec: { kind: "choice", choices: ["lz4", "zstd"], default: "lz4", doc: "What blosc packs with." },
  shuffle: {
    kind: "choice",
    choices: ["none", "byte", "bit"],
    default: "byte",
    doc: "How blosc orders bytes before it packs them.",
  },
  ngff: {
    kind: "choice",
    choices: ["0.5", "0.4"],
    default: "0.5",
    doc: "Version of OME-Zarr: 0.5 is zarr 3 with shards, 0.4 is zarr 2, for older viewers.",
  },
  pyramid: {
    kind: "boolean",
    default: true,
    doc: "Whether images of results get coarser levels, each half as large, for viewers.",
  },
} as const;

/** How zarr stores are written. */
export type ZarrFields = ValuesOf<typeof zarr>;
export const ZarrConfig: ConfigClass<ZarrFields> = defineConfig("ZarrConfig", {
  doc: "How zarr stores are written.",
  extends: [],
  fields: zarr,
});

const dtype = {
  defaultDtypeConversion: {
    kind: "choice",
    choices: ["native", "preserve", "uint8", "uint16", "float32"],
    default: "native",
    doc: "The pixel type of a step's result: the function's own, the input's, or a fixed one.",
  },
} as const;

/** Pixel types of results. */
export type DtypeFields = ValuesOf<typeof dtype>;
export const DtypeConfig: ConfigClass<DtypeFields> = defineConfig("DtypeConfig", {
  doc: "Pixel types of results.",
  extends: [],
  fields: dtype,
});
