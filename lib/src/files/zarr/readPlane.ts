import { TiterError } from "../../errors.ts";
import type { Pixels } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";
import type { ByteSource, Unpackers } from "../../tiff/source.ts";
import { product, type ZarrArray } from "./array.ts";
import { decodeChunk } from "./chunk.ts";
import type { ChunkCache } from "./chunkCache.ts";
import { damagedStore } from "./field.ts";
import { type ChunkPlace, shardIndex } from "./shardIndex.ts";

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
}

/** How many files and chunks a plane may lie in; more come from a damaged number. */
const mostChunks = 1 << 18;

/** How many planes an image has: all places on the other axes. */
export function planeCount({ array, y, x }: ArrayImage): number {
  return product(array.shape.filter((_, axis) => axis !== y && axis !== x));
}

/**
 * Reads one plane of an array, synchronously. Chunks without a file hold the fill value, as zarr has it.
 *
 * @param page - place of the plane, from 0, when the other axes are counted in their order, the last one fastest.
 * @throws `PLANE_MISMATCH`, `NO_SUCH_PAGE`, `CHUNK_DAMAGED`, `STORE_DAMAGED`.
 */
export function readArrayPlane(image: ArrayImage, page: number, into: Plane, files: ArrayFiles, name: string): void {
  const { array, y, x } = image;
  checkPlane(image, page, into, name);
  const at = placeOf(image, page);
  const rows = array.file[y] as number;
  const columns = array.file[x] as number;
  for (let top = 0; top < into.height; top += rows) {
    for (let left = 0; left < into.width; left += columns) {
      at[y] = top;
      at[x] = left;
      const path = filePath(array, at);
      const found = files.withFile(path, (source) => {
        readFile(image, source, at, into, files);
        return true;
      });
      if (!found) fillBlock(into, array.fill, top, left, rows, columns);
    }
  }
}

function checkPlane(image: ArrayImage, page: number, into: Plane, name: string): void {
  const { array, y, x } = image;
  const [height, width] = [array.shape[y], array.shape[x]];
  if (height !== into.height || width !== into.width || array.dtype !== into.dtype) {
    throw new TiterError("PLANE_MISMATCH", {
      what: `the image is ${height} x ${width} ${array.dtype}, expected ${into.height} x ${into.width} ${into.dtype}`,
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

/** Copies what a chunk file, or a shard, holds of the plane. */
function readFile(image: ArrayImage, source: ByteSource, at: readonly number[], into: Plane, files: ArrayFiles): void {
  const { array, y, x } = image;
  if (!array.sharding) {
    copyChunk(image, chunkOf(image, source, { offset: 0, length: source.size }, files), at, into);
    return;
  }
  const places = shardIndex(source, array);
  const [rows, columns] = [array.chunk[y] as number, array.chunk[x] as number];
  const inside = at.slice();
  const bottom = Math.min(into.height, (at[y] as number) + (array.file[y] as number));
  const right = Math.min(into.width, (at[x] as number) + (array.file[x] as number));
  for (let top = at[y] as number; top < bottom; top += rows) {
    for (let left = at[x] as number; left < right; left += columns) {
      inside[y] = top;
      inside[x] = left;
      const place = places(inside);
      if (place) copyChunk(image, chunkOf(image, source, place, files), inside, into);
      else fillBlock(into, array.fill, top, left, rows, columns);
    }
  }
}

function chunkOf({ array, y, x }: ArrayImage, source: ByteSource, place: ChunkPlace, files: ArrayFiles): Pixels {
  const make = () => {
    const packed = new Uint8Array(place.length);
    source.read(place.offset, packed);
    return decodeChunk(packed, array, files, source.name);
  };
  const planes = product(array.chunk) / ((array.chunk[y] as number) * (array.chunk[x] as number));
  return planes > 1 ? files.cache.get(`${source.name} ${place.offset}`, make) : make();
}

/** Copies the plane's part of a chunk; chunks at the edge are whole, so what lies outside is left. */
function copyChunk({ array, y, x }: ArrayImage, chunk: Pixels, at: readonly number[], into: Plane): void {
  const strides = array.shape.map(() => 0);
  let stride = 1;
  for (const axis of array.packing.axes.toReversed()) {
    strides[axis] = stride;
    stride *= array.chunk[axis] as number;
  }
  const [top, left] = [at[y] as number, at[x] as number];
  const others = at.map((position, axis) => (axis === y || axis === x ? 0 : position % (array.chunk[axis] as number)));
  const base = others.reduce((sum, position, axis) => sum + position * (strides[axis] as number), 0);
  const rows = Math.min(array.chunk[y] as number, into.height - top);
  const columns = Math.min(array.chunk[x] as number, into.width - left);
  const [down, across] = [strides[y] as number, strides[x] as number];
  for (let row = 0; row < rows; row++) {
    const from = base + row * down;
    const to = (top + row) * into.width + left;
    if (across === 1) into.data.set(chunk.subarray(from, from + columns), to);
    else for (let i = 0; i < columns; i++) into.data[to + i] = chunk[from + i * across] as number;
  }
}

function fillBlock(into: Plane, fill: number, top: number, left: number, rows: number, columns: number): void {
  const right = Math.min(into.width, left + columns);
  for (let row = top; row < Math.min(into.height, top + rows); row++) {
    into.data.fill(fill, row * into.width + left, row * into.width + right);
  }
}
