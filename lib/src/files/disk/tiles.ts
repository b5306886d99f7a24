import { type Machine, openMachine } from "../../functions/native/index.ts";
import { bytesOf } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";
import type { Shuffle } from "../zarr/compression.ts";
import type { TileGrid, TileUnpacker } from "../zarr/tileGrid.ts";

/** How tiles are packed by the kernels: not at all, as blosc frames with LZ4, or shuffled only. */
export type TilePacking =
  | { readonly kind: "raw" }
  | { readonly kind: "blosc"; readonly shuffle: Shuffle; readonly level: number }
  | { readonly kind: "filtered"; readonly shuffle: Shuffle };

const kinds = ["raw", "blosc", "filtered"];
const shuffles: readonly Shuffle[] = ["none", "byte", "bit"];

/** Bytes that a blosc frame may be longer than its pixels. */
const bloscOverhead = 16;

/** Cuts planes into tiles and puts them together, by the kernels of a machine. Memory is kept from call to call. */
export class Tiles implements TileUnpacker {
  readonly #machine: Machine;
  #buffer = new Uint8Array(0);
  #places = new Uint32Array(0);

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Packs tiles, row by row; pixels beyond the plane are zero. The parts are valid until the next call. */
  pack(plane: Plane, grid: TileGrid, packing: TilePacking): Uint8Array[] {
    const count = grid.down * grid.across;
    const buffer = this.buffer(count * (grid.rows * grid.columns * bytesOf(plane.dtype) + bloscOverhead));
    const places = this.#placesFor(count);
    const level = packing.kind === "blosc" ? packing.level : 1;
    const shuffle = packing.kind === "raw" ? "none" : packing.shuffle;
    const numbers = [kinds.indexOf(packing.kind), shuffles.indexOf(shuffle), 10 - level];
    this.#machine.run(
      "packTiles",
      [...gridNumbers(plane, grid), ...numbers],
      [
        { data: plane.data, access: "in" },
        { data: buffer, access: "out" },
        { data: places, access: "out" },
      ],
      0,
    );
    return Array.from({ length: count }, (_, i) => {
      const at = places[2 * i] as number;
      return buffer.subarray(at, at + (places[2 * i + 1] as number));
    });
  }

  unpack(
    packed: Uint8Array,
    places: Uint32Array,
    plane: Plane,
    grid: TileGrid,
    packing: "raw" | "blosc",
  ): "done" | "otherCodec" | number {
    const numbers = [kinds.indexOf(packing), 0, packed.length];
    const [answer = 0] = this.#machine.run(
      "unpackTiles",
      [...gridNumbers(plane, grid), ...numbers],
      [
        { data: plane.data, access: "both" },
        { data: packed, access: "in" },
        { data: places, access: "in" },
      ],
      1,
    );
    return answer === 0 ? "done" : answer < 0 ? "otherCodec" : answer - 1;
  }

  /** Halves a plane along both axes: means of two by two pixels, or for labels the upper left one. */
  halve(plane: Plane, into: Plane, means: boolean): void {
    const numbers = [plane.height, plane.width, bytesOf(plane.dtype), means ? 1 : 0];
    this.#machine.run(
      "halve",
      numbers,
      [
        { data: plane.data, access: "in" },
        { data: into.data, access: "out" },
      ],
      0,
    );
  }

  buffer(bytes: number): Uint8Array {
    if (this.#buffer.length < bytes) this.#buffer = new Uint8Array(bytes);
    return this.#buffer.subarray(0, bytes);
  }

  #placesFor(count: number): Uint32Array {
    if (this.#places.length < 2 * count) this.#places = new Uint32Array(2 * count);
    return this.#places.subarray(0, 2 * count);
  }
}

function gridNumbers({ height, width, dtype }: Plane, grid: TileGrid): number[] {
  const { top, left, rows, columns, down, across } = grid;
  return [height, width, bytesOf(dtype), top, left, rows, columns, down, across];
}

/** Tiles on kernels of their own, one thread. Throws `KERNELS_UNAVAILABLE`. */
export function openTiles(): Tiles {
  return new Tiles(openMachine().machine);
}
