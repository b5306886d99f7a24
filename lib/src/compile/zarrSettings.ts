import { ZarrConfig } from "../config/index.ts";
import type { Extent } from "../files/zarr/layout.ts";
import type { StoreOptions } from "../files/zarr/options.ts";

/** What is chosen about OME-Zarr stores. */
export interface ZarrSettings {
  readonly options: StoreOptions;
  readonly pyramid: boolean;
}

/** Resolves `zarrConfig` in the contexts around the caller. */
export function zarrSettings(): ZarrSettings {
  const { chunkStrategy, chunk, shard, pyramid, compressor, compressionLevel, bloscCodec, shuffle, ngff } =
    new ZarrConfig.Lazy();
  return {
    pyramid,
    options: { ngff, compressor, compressionLevel, bloscCodec, shuffle, ...chunks(chunkStrategy, chunk, shard) },
  };
}

type Chunks = Pick<StoreOptions, "chunkStrategy" | "chunk" | "shard">;

function chunks(strategy: string, chunk: string | null, shard: string | null): Chunks {
  switch (strategy) {
    case "well":
    case "single":
      return { chunkStrategy: "single" };
    case "file":
      return { chunkStrategy: "custom" }; // without lengths, a chunk is a plane
    case "custom":
      return {
        chunkStrategy: "custom",
        ...(chunk === null ? {} : { chunk: extent(chunk) }),
        ...(shard === null ? {} : { shard: extent(shard) }),
      };
    default:
      return { chunkStrategy: "auto" };
  }
}

function extent(lengths: string): Extent {
  const [t = 1, c = 1, z = 1, y = 1, x = 1] = lengths.split(",").map(Number); // five, by the field's check
  return { t, c, z, y, x };
}
