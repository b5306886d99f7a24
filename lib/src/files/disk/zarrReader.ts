import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { TiterError } from "../../errors.ts";
import type { Plane, PlaneHeader } from "../../image/plane.ts";
import { parseArray } from "../zarr/array.ts";
import { ChunkCache } from "../zarr/chunkCache.ts";
import { damagedStore, Field } from "../zarr/field.ts";
import type { PlaneIndex } from "../zarr/layout.ts";
import { type ImageAxes, imageAxes, omeAttributes, parseMultiscale } from "../zarr/multiscale.ts";
import {
  type ArrayFiles,
  hasPlane,
  pageOf,
  placeOf,
  planeCount,
  type Region,
  readArrayPlane,
} from "../zarr/readPlane.ts";
import { unpackers, unreadable, withFile } from "./source.ts";
import { openTiles, type Tiles } from "./tiles.ts";

const cacheBytes = 256 << 20;

/**
 * Reads planes of OME-Zarr images on disk. Keeps the metadata of the arrays it has opened and some unpacked chunks, so one reader is
 * used for one run and its store must not change meanwhile.
 */
export class ZarrReader {
  readonly #images = new Map<string, OpenImage>();
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
    readArrayPlane(this.#open(array).image, page, into, files, array, region);
  }

  /** Whether a plane was written. */
  has(array: string, page: number): boolean {
    return hasPlane(this.#open(array).image, page, { withFile: filesOf(array) });
  }

  /** Size and type of an array's planes. */
  header(array: string): PlaneHeader {
    return this.#open(array).header;
  }

  /** The page of the plane at t, c, z, from 0. Throws `NO_SUCH_PAGE`. */
  page(array: string, [t, c, z]: PlaneIndex): number {
    const { image } = this.#open(array);
    const place = new Map<number, number>();
    for (const [axis, at] of [
      [image.t, t],
      [image.c, c],
      [image.z, z],
    ] as const) {
      if (at >= (axis === undefined ? 1 : (image.array.shape[axis] as number))) {
        throw new TiterError("NO_SUCH_PAGE", {
          what: `the array has no plane at t ${t}, c ${c}, z ${z}`,
          where: { file: array },
          todo: `Its shape is ${image.array.shape.join(" x ")}.`,
        });
      }
      if (axis !== undefined) place.set(axis, at);
    }
    return pageOf(image, place);
  }

  /** Where the planes of an array lie, as `t.c.z`, by their page. */
  indices(array: string): string[] {
    const { image } = this.#open(array);
    return Array.from({ length: planeCount(image) }, (_, page) => {
      const at = placeOf(image, page);
      return [image.t, image.c, image.z].map((axis) => (axis === undefined ? 0 : at[axis])).join(".");
    });
  }

  #open(array: string): OpenImage {
    const open = this.#images.get(array) ?? openImage(array);
    this.#images.set(array, open);
    return open;
  }
}

function filesOf(array: string): ArrayFiles["withFile"] {
  return (path, use) => {
    const full = join(array, path);
    return existsSync(full) ? withFile(full, use) : undefined;
  };
}

interface OpenImage {
  readonly image: ImageAxes;
  readonly header: PlaneHeader;
}

function openImage(array: string): OpenImage {
  const multiscale = parseMultiscale(omeAttributes(nodeDocument(dirname(array), "group")));
  const image = imageAxes(multiscale, parseArray(nodeDocument(array, "array"), array), array);
  const { y, x } = image;
  const { dtype, shape } = image.array;
  const scale = multiscale.levels.find(({ path }) => path === basename(array))?.scale;
  const known = scale && multiscale.axes[y]?.unit === "micrometer" && multiscale.axes[x]?.unit === "micrometer";
  const spacing = known ? { spacing: { y: scale[y] as number, x: scale[x] as number } } : {};
  return { image, header: { dtype, height: shape[y] as number, width: shape[x] as number, ...spacing } };
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
