import { type Machine, openMachine } from "../../functions/native/index.ts";
import { bytesOf } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";
import type { Shuffle } from "../zarr/compression.ts";
import type { TileGrid, TileUnpacker, UnpackedKind } from "../zarr/tileGrid.ts";
import { noCodec, type SystemCodec, SystemCodecs, type SystemPacking } from "./systemCodecs.ts";

/** How tiles are packed by the kernels: not at all, as blosc frames, shuffled only, or by a library of the system. */
export type TilePacking =
  | { readonly kind: "raw" }
  /** With LZ4, or Zstandard where a codec for it is given. */
  | { readonly kind: "blosc"; readonly shuffle: Shuffle; readonly level: number; readonly codec?: SystemCodec }
  | { readonly kind: "filtered"; readonly shuffle: Shuffle }
  | { readonly kind: "packed"; readonly codec: SystemCodec };

const kinds: readonly TilePacking["kind"][] = ["raw", "blosc", "filtered", "packed"];
const shuffles: readonly Shuffle[] = ["none", "byte", "bit"];

/** Bytes that a packed tile may be longer than its pixels: more than any of the packings needs. */
const overhead = (bytes: number): number => 256 + Math.ceil(bytes / 128);

/** Cuts planes into tiles and puts them together, by the kernels of a machine. Memory is kept from call to call. */
export class Tiles implements TileUnpacker {
  readonly #machine: Machine;
  readonly #codecs = new SystemCodecs();
  #buffer = new Uint8Array(0);
  #places = new Uint32Array(0);

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** A packer of the system for {@link Tiles.pack}; undefined where there is none, or where the kernels cannot call it (wasm). */
  systemPacker(packing: SystemPacking, level: number): SystemCodec | undefined {
    const { build, threads } = this.#machine;
    return build === "wasm" ? undefined : this.#codecs.packer(packing, level, threads);
  }

  /** Packs tiles, row by row; pixels beyond the plane are zero. The parts are valid until the next call. */
  pack(plane: Plane, grid: TileGrid, packing: TilePacking): Uint8Array[] {
    const count = grid.down * grid.across;
    const bytes = grid.rows * grid.columns * bytesOf(plane.dtype);
    const room = bytes + overhead(bytes);
    const buffer = this.buffer(count * room);
    const places = this.#placesFor(count);
    const level = packing.kind === "blosc" ? packing.level : 1;
    const shuffle = packing.kind === "blosc" || packing.kind === "filtered" ? packing.shuffle : "none";
    const codec = ("codec" in packing ? packing.codec : undefined) ?? noCodec;
    const numbers = [kinds.indexOf(packing.kind), shuffles.indexOf(shuffle), 10 - level, room];
    this.#machine.run(
      "packTiles",
      [...gridNumbers(plane, grid), ...numbers, codec.kind, codec.level],
      [
        { data: plane.data, access: "in" },
        { data: buffer, access: "out" },
        { data: places, access: "out" },
        { data: codec.table, access: "in" },
      ],
      0,
    );
    return Array.from({ length: count }, (_, i) => {
      const [at, length] = [places[2 * i] as number, places[2 * i + 1] as number];
      if (length === 0) throw new Error("the system's library could not pack a chunk"); // its room is enough for any pixels
      return buffer.subarray(at, at + length);
    });
  }

  unpack(
    packed: Uint8Array,
    places: Uint32Array,
    plane: Plane,
    grid: TileGrid,
    packing: UnpackedKind,
  ): "done" | "otherCodec" | number {
    const system = packing === "zstd" || packing === "gzip" || packing === "zlib";
    const codec = this.#unpacker(system ? packing : "zstd", packing === "raw");
    if (system && codec === noCodec) return "otherCodec";
    const numbers = [kinds.indexOf(system ? "packed" : packing), 0, packed.length, codec.kind, 0];
    const [answer = 0] = this.#machine.run(
      "unpackTiles",
      [...gridNumbers(plane, grid), ...numbers],
      [
        { data: plane.data, access: "both" },
        { data: packed, access: "in" },
        { data: places, access: "in" },
        { data: codec.table, access: "in" },
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

  /** Of blosc frames it unpacks Zstandard. */
  #unpacker(packing: SystemPacking, needless: boolean): SystemCodec | typeof noCodec {
    const { build, threads } = this.#machine;
    return needless || build === "wasm" ? noCodec : (this.#codecs.unpacker(packing, threads) ?? noCodec);
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
