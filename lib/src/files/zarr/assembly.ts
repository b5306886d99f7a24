import { bytesOf, viewOf } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";
import type { ChunkPacker } from "./chunkPacker.ts";
import { type Extent, filePath, type PlaneIndex, type StoreLayout } from "./layout.ts";
import { isSharded, shardIndexOf } from "./shard.ts";

/** A file that is ready to be written: its path relative to the array, and its bytes, valid until the next call. */
export interface ReadyFile {
  readonly path: string;
  readonly parts: readonly Uint8Array[];
}

/** A file whose planes are not all there. */
interface WaitingFile {
  readonly path: string;
  /** Packed chunks by their number in the file. */
  readonly packed: (Uint8Array | undefined)[];
  /** Chunks of several planes, not packed yet. */
  readonly open: Map<number, { readonly bytes: Uint8Array; left: number }>;
  left: number;
}

/**
 * Puts the files of one array together, plane by plane in any order: a file is ready as soon as all its planes were given. Each
 * plane is given once.
 */
export class Assembly {
  readonly #layout: StoreLayout;
  readonly #packer: ChunkPacker;
  readonly #waiting = new Map<string, WaitingFile>();

  /** @param layout - of the array's level. */
  constructor(layout: StoreLayout, packer: ChunkPacker) {
    this.#layout = layout;
    this.#packer = packer;
  }

  /** The files that are ready with this plane. Use each before the next is made. */
  *add(index: PlaneIndex, plane: Plane): Generator<ReadyFile> {
    const { shape, file } = this.#layout;
    for (let top = 0; top < shape.y; top += file.y) {
      for (let left = 0; left < shape.x; left += file.x) {
        const ready = this.#addTo(filePath(this.#layout, index, top, left), index, plane, top, left);
        if (ready) yield ready;
      }
    }
  }

  /** The files that wait for planes that will not come: their chunks are left out, or their pixels are 0. */
  *rest(): Generator<ReadyFile> {
    for (const [path, waiting] of this.#waiting) {
      this.#waiting.delete(path);
      for (const [number, { bytes }] of waiting.open) waiting.packed[number] = this.#packChunk(bytes);
      yield this.#ready(path, waiting.packed);
    }
  }

  /** Forgets the files that wait. */
  discard(): void {
    this.#waiting.clear();
  }

  #addTo(path: string, index: PlaneIndex, plane: Plane, top: number, left: number): ReadyFile | undefined {
    const { chunk, file, shape } = this.#layout;
    const grid = {
      ...{ top, left, rows: chunk.y, columns: chunk.x },
      ...{ down: file.y / chunk.y, across: file.x / chunk.x },
    };
    if (volumeOf(file) === 1) return this.#ready(path, this.#packer.pack(plane, grid));
    const tiles = grid.down * grid.across;
    const waiting = this.#waiting.get(path) ?? {
      path,
      packed: new Array<Uint8Array | undefined>((volumeOf(file) / volumeOf(chunk)) * tiles).fill(undefined),
      open: new Map(),
      left: planesOf(file, shape, index),
    };
    this.#waiting.set(path, waiting);
    const first = chunkNumber(index, chunk, file) * tiles;
    if (volumeOf(chunk) === 1) {
      // copies: the packer's memory is used again while the file waits
      for (const [i, part] of this.#packer.pack(plane, grid).entries()) waiting.packed[first + i] = part.slice();
    } else {
      const planes = planesOf(chunk, shape, index);
      this.#addOpen(waiting, first, index, planes, this.#packer.cut(plane, grid));
    }
    waiting.left--;
    if (waiting.left > 0) return undefined;
    this.#waiting.delete(path);
    return this.#ready(path, waiting.packed);
  }

  #addOpen(waiting: WaitingFile, first: number, index: PlaneIndex, planes: number, tiles: readonly Uint8Array[]): void {
    const { chunk } = this.#layout;
    for (const [i, tile] of tiles.entries()) {
      const open = waiting.open.get(first + i) ?? {
        bytes: new Uint8Array(tile.length * volumeOf(chunk)),
        left: planes,
      };
      waiting.open.set(first + i, open);
      open.bytes.set(tile, placeInChunk(index, chunk) * tile.length);
      open.left--;
    }
    // behind all copies: packing uses the memory again in which the tiles lie
    for (const [number, { bytes, left }] of waiting.open) {
      if (left > 0) continue;
      waiting.open.delete(number);
      waiting.packed[number] = this.#packChunk(bytes);
    }
  }

  #packChunk(bytes: Uint8Array): Uint8Array {
    const { dtype } = this.#layout;
    const length = bytes.length / bytesOf(dtype);
    const row = { dtype, height: 1, width: length, data: viewOf(dtype, bytes.buffer, length) };
    const [packed] = this.#packer.pack(row, { top: 0, left: 0, rows: 1, columns: length, down: 1, across: 1 });
    return (packed as Uint8Array).slice(); // one tile gives one part
  }

  #ready(path: string, packed: readonly (Uint8Array | undefined)[]): ReadyFile {
    const parts = packed.filter((part) => part !== undefined);
    return { path, parts: isSharded(this.#layout) ? [...parts, shardIndexOf(packed)] : parts };
  }
}

/** How many planes an extent holds that the image has. */
function planesOf(extent: Extent, shape: Extent, [t, c, z]: PlaneIndex): number {
  const inside = (length: number, whole: number, at: number) =>
    Math.min(length, whole - Math.floor(at / length) * length);
  return inside(extent.t, shape.t, t) * inside(extent.c, shape.c, c) * inside(extent.z, shape.z, z);
}

/** How many planes an extent holds, whether or not the image has them. */
function volumeOf({ t, c, z }: Extent): number {
  return t * c * z;
}

/** Which group of chunks in its file a plane lies in. */
function chunkNumber([t, c, z]: PlaneIndex, chunk: Extent, file: Extent): number {
  const number = (at: number, axis: "t" | "c" | "z") => Math.floor((at % file[axis]) / chunk[axis]);
  const count = (axis: "c" | "z") => file[axis] / chunk[axis];
  return (number(t, "t") * count("c") + number(c, "c")) * count("z") + number(z, "z");
}

function placeInChunk([t, c, z]: PlaneIndex, chunk: Extent): number {
  return ((t % chunk.t) * chunk.c + (c % chunk.c)) * chunk.z + (z % chunk.z);
}
