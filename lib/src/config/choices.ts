/** The choices of config fields under the names that OpenHCS gives them; the plain strings work everywhere as well. */

export const WellFilterMode = { INCLUDE: "include", EXCLUDE: "exclude" } as const;
export type WellFilterMode = (typeof WellFilterMode)[keyof typeof WellFilterMode];

export const Backend = { AUTO: "auto", DISK: "disk", MEMORY: "memory", ZARR: "zarr" } as const;
export type Backend = (typeof Backend)[keyof typeof Backend];

export const MaterializationBackend = { AUTO: "auto", DISK: "disk", ZARR: "zarr" } as const;
export type MaterializationBackend = (typeof MaterializationBackend)[keyof typeof MaterializationBackend];

export const ZarrCompressor = { ZLIB: "zlib", BLOSC: "blosc", LZ4: "lz4", ZSTD: "zstd", NONE: "none" } as const;
export type ZarrCompressor = (typeof ZarrCompressor)[keyof typeof ZarrCompressor];

export const ZarrChunkStrategy = {
  AUTO: "auto",
  WELL: "well",
  SINGLE: "single",
  FILE: "file",
  CUSTOM: "custom",
} as const;
export type ZarrChunkStrategy = (typeof ZarrChunkStrategy)[keyof typeof ZarrChunkStrategy];

export const DtypeConversion = {
  NATIVE_OUTPUT: "native",
  PRESERVE_INPUT: "preserve",
  UINT8: "uint8",
  UINT16: "uint16",
  FLOAT32: "float32",
} as const;
export type DtypeConversion = (typeof DtypeConversion)[keyof typeof DtypeConversion];

export const InputSource = { PREVIOUS_STEP: "previous", PIPELINE_START: "pipeline_start" } as const;
export type InputSource = (typeof InputSource)[keyof typeof InputSource];

export const TransportMode = { IPC: "ipc", TCP: "tcp" } as const;
export type TransportMode = (typeof TransportMode)[keyof typeof TransportMode];

export const NormalizationMethod = {
  FOLD_CHANGE: "fold_change",
  Z_SCORE: "z_score",
  PERCENT_CONTROL: "percent_control",
} as const;
export type NormalizationMethod = (typeof NormalizationMethod)[keyof typeof NormalizationMethod];

export const Microscope = { AUTO: "auto", IMAGEXPRESS: "imagexpress", OPERA_PHENIX: "operaphenix" } as const;
export type Microscope = (typeof Microscope)[keyof typeof Microscope];
