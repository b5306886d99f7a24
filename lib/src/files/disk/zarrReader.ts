import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plane } from "../../image/plane.ts";
import { parseArray } from "../zarr/array.ts";
import { ChunkCache } from "../zarr/chunkCache.ts";
import { damagedStore, Field } from "../zarr/field.ts";
import { imageAxes, omeAttributes, parseMultiscale } from "../zarr/multiscale.ts";
import { type ArrayFiles, type ArrayImage, hasPlane, type Region, readArrayPlane } from "../zarr/readPlane.ts";
import { unpackers, unreadable, withFile } from "./source.ts";
import { openTiles, type Tiles } from "./tiles.ts";

const cacheBytes = 256 << 20;

/**
 * Reads planes of OME-Zarr images on disk. Keeps the metadata of the arrays it has opened and some unpacked chunks, so one reader is
 * used for one run and its store must not change meanwhile.
 */
export class ZarrReader {
  readonly #images = new Map<string, ArrayImage>();
  readonly #cache = new ChunkCache(cacheBytes);
  #tiles: Tiles | undefined;

  /** @param tiles - kernels that the caller has open already; else they are opened when first needed. */
  constructor(tiles?: Tiles) {
    this.#tiles = tiles;
  }

  /**
   * Reads a plane, or a rectangle of it, into memory that the caller owns, synchronously.
   *
   * @param array - folder of the array, inside its image's group.
   * @param page - as {@link readArrayPlane} counts.
   * @param region - where the rectangle begins, when `into` is not the whole plane.
   * @throws `STORE_DAMAGED`, `STORE_UNSUPPORTED`, `CHUNK_DAMAGED`, `PLANE_MISMATCH`, `NO_SUCH_PAGE`, `FILE_UNREADABLE`.
   */
  read(array: string, page: number, into: Plane, region?: Region): void {
    this.#tiles ??= openTiles();
    const files: ArrayFiles = { ...unpackers, cache: this.#cache, tiles: this.#tiles, withFile: filesOf(array) };
    readArrayPlane(this.#image(array), page, into, files, array, region);
  }

  /** Whether a plane was written. */
  has(array: string, page: number): boolean {
    return hasPlane(this.#image(array), page, { withFile: filesOf(array) });
  }

  #image(array: string): ArrayImage {
    const image = this.#images.get(array) ?? openImage(array);
    this.#images.set(array, image);
    return image;
  }
}

function filesOf(array: string): ArrayFiles["withFile"] {
  return (path, use) => {
    const full = join(array, path);
    return existsSync(full) ? withFile(full, use) : undefined;
  };
}

function openImage(array: string): ArrayImage {
  const multiscale = parseMultiscale(omeAttributes(nodeDocument(dirname(array), "group")));
  return imageAxes(multiscale, parseArray(nodeDocument(array, "array"), array), array);
}

/** The document of a node: `zarr.json`, or the one of zarr version 2. Throws `FILE_UNREADABLE`, `STORE_DAMAGED`. */
export function nodeDocument(folder: string, kind: "group" | "array"): Field {
  const version2 = kind === "group" ? ".zattrs" : ".zarray";
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
