import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plane } from "../../image/plane.ts";
import { parseArray } from "../zarr/array.ts";
import { ChunkCache } from "../zarr/chunkCache.ts";
import { damagedStore, Field } from "../zarr/field.ts";
import { imageAxes, omeAttributes, parseMultiscale } from "../zarr/multiscale.ts";
import { type ArrayFiles, type ArrayImage, readArrayPlane } from "../zarr/readPlane.ts";
import { unpackers, unreadable, withFile } from "./source.ts";

const cacheBytes = 256 << 20;

/**
 * Reads planes of OME-Zarr images on disk. Keeps the metadata of the arrays it has opened and some unpacked chunks, so one reader is
 * used for one run and its store must not change meanwhile.
 */
export class ZarrReader {
  readonly #images = new Map<string, ArrayImage>();
  readonly #cache = new ChunkCache(cacheBytes);

  /**
   * Reads a plane into memory that the caller owns, synchronously.
   *
   * @param array - folder of the array, inside its image's group.
   * @param page - as {@link readArrayPlane} counts.
   * @throws `STORE_DAMAGED`, `STORE_UNSUPPORTED`, `CHUNK_DAMAGED`, `PLANE_MISMATCH`, `NO_SUCH_PAGE`, `FILE_UNREADABLE`.
   */
  read(array: string, page: number, into: Plane): void {
    const image = this.#images.get(array) ?? openImage(array);
    this.#images.set(array, image);
    const files: ArrayFiles = {
      ...unpackers,
      cache: this.#cache,
      withFile: (path, use) => {
        const full = join(array, path);
        return existsSync(full) ? withFile(full, use) : undefined;
      },
    };
    readArrayPlane(image, page, into, files, array);
  }
}

function openImage(array: string): ArrayImage {
  const multiscale = parseMultiscale(omeAttributes(document(dirname(array), ".zattrs")));
  return imageAxes(multiscale, parseArray(document(array, ".zarray"), array), array);
}

/** The document of a node: `zarr.json`, or the one of zarr version 2. */
function document(folder: string, version2: string): Field {
  const third = join(folder, "zarr.json");
  const path = existsSync(third) ? third : join(folder, version2);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  try {
    return new Field(JSON.parse(text), path);
  } catch (cause) {
    throw damagedStore(path, "it is no valid JSON", cause);
  }
}
