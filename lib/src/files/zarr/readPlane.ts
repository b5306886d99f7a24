import { TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";
import type { ByteSource, Unpackers } from "../../tiff/source.ts";
import { product, type ZarrArray } from "./array.ts";
import type { ChunkCache } from "./chunkCache.ts";
import { damagedStore } from "./field.ts";
import { FileRead, fillBlock } from "./fileRead.ts";
import { shardIndex } from "./shardIndex.ts";
import type { TileUnpacker } from "./tileGrid.ts";

/** An array as an image: which of its axes are rows and columns. */
export interface ArrayImage {
  readonly array: ZarrArray;
  readonly y: number;
  readonly x: number;
}

/** What reading chunks needs from outside. */
export interface ArrayFiles extends Unpackers {
  /** Calls `use` with a file of the array and closes it; undefined when there is no such file. */
  readonly withFile: <T>(path: string, use: (source: ByteSource) => T) => T | undefined;
  readonly cache: ChunkCache;
  /** Kernels for common packings; without them everything is unpacked in JavaScript. */
  readonly tiles: TileUnpacker | undefined;
}

/** A rectangle of a plane. */
export interface Region {
  readonly top: number;
  readonly left: number;
}

/** How many files and chunks a plane may lie in; more come from a damaged number. */
const mostChunks = 1 << 18;

/** How many planes an image has: all places on the other axes. */
export function planeCount({ array, y, x }: ArrayImage): number {
  return product(array.shape.filter((_, axis) => axis !== y && axis !== x));
}

/**
 * Reads one plane of an array, or a rectangle of it, synchronously. Chunks without a file hold the fill value, as zarr has it.
 *
 * @param page - place of the plane, from 0, when the other axes are counted in their order, the last one fastest.
 * @param into - the size of the rectangle.
 * @param region - where the rectangle begins; without it `into` must be the whole plane.
 * @throws `PLANE_MISMATCH`, `NO_SUCH_PAGE`, `CHUNK_DAMAGED`, `STORE_DAMAGED`.
 */
export function readArrayPlane(
  image: ArrayImage,
  page: number,
  into: Plane,
  files: ArrayFiles,
  name: string,
  region?: Region,
): void {
  const { array, y, x } = image;
  checkPlane(image, page, into, name, region);
  const { top: firstRow, left: firstColumn } = region ?? { top: 0, left: 0 };
  const at = placeOf(image, page);
  const rows = array.file[y] as number;
  const columns = array.file[x] as number;
  for (let top = firstRow - (firstRow % rows); top < firstRow + into.height; top += rows) {
    for (let left = firstColumn - (firstColumn % columns); left < firstColumn + into.width; left += columns) {
      at[y] = top;
      at[x] = left;
      const found = files.withFile(filePath(array, at), (source) => {
        new FileRead(image, source, into, files, firstRow, firstColumn).read(at);
        return true;
      });
      if (!found) fillBlock(into, array.fill, top - firstRow, left - firstColumn, rows, columns);
    }
  }
}

/** The page of a plane by its place on the axes that the image has; others must be 0. */
export function pageOf(image: ArrayImage, place: ReadonlyMap<number, number>): number {
  const { shape } = image.array;
  return shape.reduce((page, length, axis) => {
    return axis === image.y || axis === image.x ? page : page * length + (place.get(axis) ?? 0);
  }, 0);
}

/** Whether a plane was written: its file is there, and has its first chunk. */
export function hasPlane(image: ArrayImage, page: number, files: Pick<ArrayFiles, "withFile">): boolean {
  const at = placeOf(image, page);
  const { array } = image;
  const found = files.withFile(
    filePath(array, at),
    (source) => !array.sharding || shardIndex(source, array)(at) !== undefined,
  );
  return found ?? false;
}

function checkPlane(image: ArrayImage, page: number, into: Plane, name: string, region: Region | undefined): void {
  const { array, y, x } = image;
  const [height, width] = [array.shape[y] as number, array.shape[x] as number];
  const { top, left } = region ?? { top: 0, left: 0 };
  const fits = region
    ? top >= 0 && left >= 0 && top + into.height <= height && left + into.width <= width
    : height === into.height && width === into.width;
  if (!fits || array.dtype !== into.dtype) {
    throw new TiterError("PLANE_MISMATCH", {
      what: `the image is ${height} x ${width} ${array.dtype}, expected ${region ? `to hold row ${top}, column ${left}, ` : ""}${into.height} x ${into.width} ${into.dtype}`,
      where: { file: name },
      todo: "All images of a plate need one size and pixel type; leave this well out.",
    });
  }
  if (page >= planeCount(image)) {
    throw new TiterError("NO_SUCH_PAGE", {
      what: `plane ${page} does not exist, the array has ${planeCount(image)}`,
      where: { file: name },
      todo: `Use a plane from 0 to ${planeCount(image) - 1}.`,
    });
  }
  const { chunk } = array;
  if (Math.ceil(height / (chunk[y] as number)) * Math.ceil(width / (chunk[x] as number)) > mostChunks) {
    throw damagedStore(name, `a plane lies in more than ${mostChunks} chunks`);
  }
}

/** Coordinates of a plane's first pixel. */
export function placeOf({ array, y, x }: ArrayImage, page: number): number[] {
  const at = array.shape.map(() => 0);
  let rest = page;
  for (let axis = at.length - 1; axis >= 0; axis--) {
    if (axis === y || axis === x) continue;
    const length = array.shape[axis] as number;
    at[axis] = rest % length;
    rest = Math.floor(rest / length);
  }
  return at;
}

function filePath({ file, key }: ZarrArray, at: readonly number[]): string {
  const place = at.map((position, axis) => Math.floor(position / (file[axis] as number)));
  return [...(key.prefix ? [key.prefix] : []), ...place].join(key.separator);
}
