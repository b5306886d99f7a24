/** How the bytes of pixels are put in order before blosc packs them: as they are, or bytes or bits of one kind together. */
export type Shuffle = "none" | "byte" | "bit";

/** How chunks are packed. Levels go from 1, the fastest, to 9, the smallest. */
export type Compression =
  | { readonly codec: "none" }
  | { readonly codec: "gzip" | "zlib" | "zstd"; readonly level: number }
  | {
      readonly codec: "blosc";
      readonly inner: "lz4" | "zstd";
      readonly level: number;
      readonly shuffle: Shuffle;
    };
