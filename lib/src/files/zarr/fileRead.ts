import type { Pixels } from "../../image/dtype.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import type { ByteSource } from "../../tiff/source.ts";
import { product, type ZarrArray } from "./array.ts";
import { decodeChunk } from "./chunk.ts";
import { damagedChunk } from "./field.ts";
import type { ArrayFiles, ArrayImage } from "./readPlane.ts";
import { type ChunkPlace, shardIndex } from "./shardIndex.ts";
import type { TileGrid, UnpackedKind } from "./tileGrid.ts";

/** Reads what one file of an array, a chunk or a shard, holds of a rectangle of a plane. */
export class FileRead {
  readonly #image: ArrayImage;
  readonly #source: ByteSource;
  readonly #into: Plane;
  readonly #files: ArrayFiles;
  readonly #top: number;
  readonly #left: number;

  /** @param top - first row of the rectangle in the plane; `left` its first column. */
  constructor(image: ArrayImage, source: ByteSource, into: Plane, files: ArrayFiles, top: number, left: number) {
    this.#image = image;
    this.#source = source;
    this.#into = into;
    this.#files = files;
    this.#top = top;
    this.#left = left;
  }

  /** @param at - coordinates of the file's first pixel in the plane. */
  read(at: readonly number[]): void {
    const grid = this.#wantedTiles(at);
    const places = this.#places(at, grid);
    const packing = this.#files.tiles && tilePacking(this.#image);
    if (packing === undefined || !this.#unpackTiles(grid, places, packing)) this.#decodeEach(at, grid, places);
  }

  /** The chunks of the file that have pixels of the rectangle; rows and columns relative to it. */
  #wantedTiles(at: readonly number[]): TileGrid {
    const { array, y, x } = this.#image;
    const side = (axis: number, first: number, length: number) => {
      const [start, chunk] = [at[axis] as number, array.chunk[axis] as number];
      const from = Math.max(0, Math.floor((first - start) / chunk));
      const end = Math.min(array.file[axis] as number, (array.shape[axis] as number) - start, first + length - start);
      return { begin: start + from * chunk - first, count: Math.ceil(end / chunk) - from, chunk };
    };
    const rows = side(y, this.#top, this.#into.height);
    const columns = side(x, this.#left, this.#into.width);
    return {
      ...{ top: rows.begin, left: columns.begin, rows: rows.chunk, columns: columns.chunk },
      ...{ down: rows.count, across: columns.count },
    };
  }

  /** Where the wanted chunks lie in the file, row by row. */
  #places(at: readonly number[], grid: TileGrid): (ChunkPlace | undefined)[] {
    const { array } = this.#image;
    if (!array.sharding) return [{ offset: 0, length: this.#source.size }];
    const place = shardIndex(this.#source, array);
    return this.#eachTile(at, grid).map(place);
  }

  /** The coordinates of the first pixel of each wanted chunk. */
  #eachTile(at: readonly number[], { top, left, rows, columns, down, across }: TileGrid): number[][] {
    const { y, x } = this.#image;
    return Array.from({ length: down * across }, (_, i) => {
      const inside = at.slice();
      inside[y] = this.#top + top + Math.floor(i / across) * rows;
      inside[x] = this.#left + left + (i % across) * columns;
      return inside;
    });
  }

  /** By the kernels, all chunks at once; false when they do not know what is packed. */
  #unpackTiles(grid: TileGrid, places: readonly (ChunkPlace | undefined)[], packing: UnpackedKind): boolean {
    const { tiles } = this.#files;
    const written = places.filter((place) => place !== undefined);
    const first = written.reduce((least, { offset }) => Math.min(least, offset), Number.POSITIVE_INFINITY);
    const end = written.reduce((most, { offset, length }) => Math.max(most, offset + length), 0);
    const total = written.reduce((sum, { length }) => sum + length, 0);
    if (!tiles || total === 0 || end - first >= 2 ** 32) return false;
    const table = new Uint32Array(2 * places.length);
    // near each other: all that lies between is read at once
    const together = end - first <= 2 * total;
    const packed = tiles.buffer(together ? end - first : total);
    if (together) this.#source.read(first, packed);
    let at = 0;
    for (const [i, place] of places.entries()) {
      if (!place) continue;
      if (!together) this.#source.read(place.offset, packed.subarray(at, at + place.length));
      table[2 * i] = together ? place.offset - first : at;
      table[2 * i + 1] = place.length;
      at += place.length;
    }
    const outcome = tiles.unpack(packed, table, this.#into, grid, packing);
    if (outcome === "otherCodec") return false;
    if (outcome !== "done") throw damagedChunk(this.#source.name, `chunk ${outcome} cannot be unpacked`);
    this.#fillAbsent(grid, places);
    return true;
  }

  #fillAbsent(grid: TileGrid, places: readonly (ChunkPlace | undefined)[]): void {
    for (const [i, place] of places.entries()) if (!place) this.#fill(grid, i);
  }

  #fill({ top, left, rows, columns, across }: TileGrid, i: number): void {
    const { fill } = this.#image.array;
    fillBlock(this.#into, fill, top + Math.floor(i / across) * rows, left + (i % across) * columns, rows, columns);
  }

  /** One chunk after the other, whatever its packing. */
  #decodeEach(at: readonly number[], grid: TileGrid, places: readonly (ChunkPlace | undefined)[]): void {
    for (const [i, inside] of this.#eachTile(at, grid).entries()) {
      const place = places[i];
      if (place) copyChunk(this.#image, this.#chunk(place), inside, this.#into, this.#top, this.#left);
      else this.#fill(grid, i);
    }
  }

  #chunk(place: ChunkPlace): Pixels {
    const { array, y, x } = this.#image;
    const make = () => {
      const packed = new Uint8Array(place.length);
      this.#source.read(place.offset, packed);
      return this.#unpackChunk(packed) ?? decodeChunk(packed, array, this.#files, this.#source.name);
    };
    const planes = product(array.chunk) / ((array.chunk[y] as number) * (array.chunk[x] as number));
    return planes > 1 ? this.#files.cache.get(`${this.#source.name} ${place.offset}`, make) : make();
  }

  /** A chunk by the kernels, as one row of pixels; undefined when they do not know what is inside. */
  #unpackChunk(packed: Uint8Array): Pixels | undefined {
    const { array } = this.#image;
    const { tiles } = this.#files;
    const packing = kernelPacking(array);
    if (!tiles || packing === undefined || packing === "raw") return undefined;
    const row = newPlane({ dtype: array.dtype, height: 1, width: product(array.chunk) });
    const grid = { top: 0, left: 0, rows: 1, columns: row.width, down: 1, across: 1 };
    const outcome = tiles.unpack(packed, Uint32Array.of(0, packed.length), row, grid, packing);
    if (outcome === "otherCodec") return undefined;
    if (outcome !== "done") throw damagedChunk(this.#source.name, `a ${packing} chunk cannot be unpacked`);
    return row.data;
  }
}

/** The packing of an array's chunks where the kernels know it; undefined otherwise. */
function kernelPacking({ packing }: ZarrArray): UnpackedKind | undefined {
  const [codec = "raw", ...others] = packing.codecs;
  if (!packing.littleEndian || others.length > 0) return undefined;
  return codec === "lz4" || codec === "crc32c" ? undefined : codec;
}

/** How the kernels unpack an array's chunks; undefined when they can't: then a chunk is no tile of a plane, or packed otherwise. */
function tilePacking({ array, y, x }: ArrayImage): UnpackedKind | undefined {
  const { chunk, packing } = array;
  const last = chunk.length - 1;
  const flat = chunk.every((length, axis) => length === 1 || axis === y || axis === x);
  const inOrder = y === last - 1 && x === last && packing.axes.every((axis, i) => axis === i);
  return flat && inOrder ? kernelPacking(array) : undefined;
}

/** Copies the rectangle's part of a chunk. */
function copyChunk(
  { array, y, x }: ArrayImage,
  chunk: Pixels,
  at: readonly number[],
  into: Plane,
  firstRow: number,
  firstColumn: number,
): void {
  const strides = stridesOf(array);
  const others = at.map((position, axis) => (axis === y || axis === x ? 0 : position % (array.chunk[axis] as number)));
  const base = others.reduce((sum, position, axis) => sum + position * (strides[axis] as number), 0);
  const [top, left] = [(at[y] as number) - firstRow, (at[x] as number) - firstColumn];
  const [down, across] = [strides[y] as number, strides[x] as number];
  const skipped = Math.max(0, -left);
  const end = Math.min(array.chunk[x] as number, into.width - left);
  for (let row = Math.max(0, -top); row < Math.min(array.chunk[y] as number, into.height - top); row++) {
    const from = base + row * down;
    const to = (top + row) * into.width + left;
    if (across === 1) into.data.set(chunk.subarray(from + skipped, from + end), to + skipped);
    else for (let i = skipped; i < end; i++) into.data[to + i] = chunk[from + i * across] as number;
  }
}

/** Pixels from one place on an axis to the next, inside a chunk. */
function stridesOf(array: ZarrArray): number[] {
  const strides = array.shape.map(() => 0);
  let stride = 1;
  for (const axis of array.packing.axes.toReversed()) {
    strides[axis] = stride;
    stride *= array.chunk[axis] as number;
  }
  return strides;
}

/** Fills a rectangle of a plane, of which parts may lie outside. */
export function fillBlock(into: Plane, fill: number, top: number, left: number, rows: number, columns: number): void {
  const first = Math.max(0, left);
  const end = Math.min(into.width, left + columns);
  for (let row = Math.max(0, top); row < Math.min(into.height, top + rows); row++) {
    into.data.fill(fill, row * into.width + first, row * into.width + end);
  }
}
