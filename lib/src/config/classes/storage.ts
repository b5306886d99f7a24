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

const zarr = {
  compressor: {
    kind: "choice",
    choices: ["zlib", "blosc", "lz4", "zstd", "none"],
    default: "zlib",
    doc: "How chunks are compressed.",
  },
  compressionLevel: { kind: "integer", min: 0, max: 9, default: 3, doc: "Higher is smaller and slower." },
  chunkStrategy: {
    kind: "choice",
    choices: ["well", "file"],
    default: "well",
    doc: "What one chunk holds.",
  },
  pyramid: {
    kind: "boolean",
    default: false,
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
