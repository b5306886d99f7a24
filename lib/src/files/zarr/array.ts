import { bytesOf, type Dtype, isDtype } from "../../image/dtype.ts";
import { damagedStore, type Field, unsupportedStore } from "./field.ts";

/** A packing step of bytes; undone in reverse order. */
export type BytesCodec = "blosc" | "gzip" | "zlib" | "zstd" | "lz4" | "crc32c";

/** How a chunk becomes bytes. */
export interface Packing {
  /** Array axes from the slowest to the fastest in a chunk. */
  readonly axes: readonly number[];
  readonly littleEndian: boolean;
  /** In the order in which they were applied. */
  readonly codecs: readonly BytesCodec[];
}

/** Where the index of a shard lies and whether a checksum follows it. */
export interface Sharding {
  readonly indexAt: "start" | "end";
  readonly checksum: boolean;
}

/** The metadata of a zarr array, of version 2 or 3 alike. */
export interface ZarrArray {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** What one file holds. */
  readonly file: readonly number[];
  /** What is packed as one; the same as `file` unless files are shards. */
  readonly chunk: readonly number[];
  readonly packing: Packing;
  readonly sharding: Sharding | undefined;
  readonly fill: number;
  /** Path of a file, from its place in the grid, relative to the array. */
  readonly key: { readonly prefix: string; readonly separator: string };
}

const types: Readonly<Record<string, Dtype>> = { u1: "uint8", u2: "uint16", u4: "uint32", i4: "int32", f4: "float32" };
const packers: readonly string[] = ["blosc", "gzip", "zlib", "zstd", "lz4", "crc32c"];

/** Chunks and planes above this many bytes are refused: nobody writes them, but a damaged number can ask for them. */
const largest = 2 ** 31;

/**
 * Reads the document of an array, `.zarray` or `zarr.json`.
 *
 * @param file - for messages.
 * @throws `STORE_DAMAGED`, `STORE_UNSUPPORTED`.
 */
export function parseArray(document: Field, file: string): ZarrArray {
  const version = document.at("zarr_format").number();
  if (version !== 2 && version !== 3) throw unsupportedStore(file, `zarr format ${version}`);
  const array = version === 2 ? parseVersion2(document, file) : parseVersion3(document, file);
  const { shape, chunk, file: whole, dtype } = array;
  if (shape.length > 8 || chunk.length !== shape.length || whole.length !== shape.length) {
    throw damagedStore(file, `shape, chunks and files have ${shape.length}, ${chunk.length} and ${whole.length} axes`);
  }
  if (whole.some((length, axis) => length % (chunk[axis] as number) !== 0)) {
    throw damagedStore(file, "its shards are no multiple of their chunks");
  }
  for (const part of [chunk, whole]) {
    if (product(part) * bytesOf(dtype) > largest) throw unsupportedStore(file, `chunks of ${part.join(" x ")} pixels`);
  }
  return array;
}

/** All numbers multiplied. */
export function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1);
}

function parseVersion2(document: Field, file: string): ZarrArray {
  const type = document.at("dtype").text();
  const dtype = types[type.slice(1)];
  if (!dtype || !/^[<>|]/.test(type)) throw unsupportedStore(file, `pixels of type ${type}`);
  if (document.at("filters").listOrNone().length > 0) throw unsupportedStore(file, "filters");
  const id = document.at("compressor", "id").textOr(undefined);
  const shape = lengths(document.at("shape"));
  const chunk = lengths(document.at("chunks"));
  const axes = shape.map((_, axis) => axis);
  return {
    shape,
    dtype,
    file: chunk,
    chunk,
    packing: {
      axes: document.at("order").textOr("C") === "F" ? axes.reverse() : axes,
      littleEndian: !type.startsWith(">"),
      codecs: id === undefined ? [] : [bytesCodec(id, file)],
    },
    sharding: undefined,
    fill: fillOf(document.at("fill_value")),
    key: { prefix: "", separator: document.at("dimension_separator").textOr(".") },
  };
}

function parseVersion3(document: Field, file: string): ZarrArray {
  const type = document.at("data_type");
  if (typeof type.value !== "string" || !isDtype(type.value)) {
    throw unsupportedStore(file, `pixels of type ${JSON.stringify(type.value)}`);
  }
  const grid = document.at("chunk_grid");
  if (grid.at("name").text() !== "regular") throw unsupportedStore(file, `a chunk grid "${grid.at("name").text()}"`);
  const shape = lengths(document.at("shape"));
  const whole = lengths(grid.at("configuration", "chunk_shape"));
  const encoding = document.at("chunk_key_encoding");
  const isDefault = encoding.at("name").textOr("default") === "default";
  const steps = document.at("codecs").list();
  const [first] = steps;
  const configuration = first?.at("configuration");
  const sharded = first?.at("name").value === "sharding_indexed" && configuration;
  if (sharded && steps.length > 1) throw unsupportedStore(file, "packed shards");
  return {
    shape,
    dtype: type.value,
    file: whole,
    chunk: sharded ? lengths(sharded.at("chunk_shape")) : whole,
    packing: parseCodecs(sharded ? sharded.at("codecs").list() : steps, shape.length, file),
    sharding: sharded ? parseSharding(sharded, file) : undefined,
    fill: fillOf(document.at("fill_value")),
    key: {
      prefix: isDefault ? "c" : "",
      separator: encoding.at("configuration", "separator").textOr(isDefault ? "/" : "."),
    },
  };
}

function parseSharding(configuration: Field, file: string): Sharding {
  const index = parseCodecs(configuration.at("index_codecs").list(), 1, file);
  if (!index.littleEndian || index.codecs.some((codec) => codec !== "crc32c") || index.codecs.length > 1) {
    throw unsupportedStore(file, "packed shard indices");
  }
  const indexAt = configuration.at("index_location").textOr("end") === "start" ? "start" : "end";
  return { indexAt, checksum: index.codecs.length > 0 };
}

function parseCodecs(steps: readonly Field[], count: number, file: string): Packing {
  let axes = Array.from({ length: count }, (_, axis) => axis);
  let littleEndian = true;
  const codecs: BytesCodec[] = [];
  for (const step of steps) {
    const name = step.at("name").text();
    const configuration = step.at("configuration");
    if (name === "transpose") {
      const order = configuration.at("order").list();
      if (new Set(order.map(({ value }) => value)).size !== count) throw step.bad("a permutation of the axes");
      const before = axes;
      axes = order.map((entry) => {
        const axis = before[entry.whole(0)];
        if (axis === undefined) throw entry.bad("an axis");
        return axis;
      });
    } else if (name === "bytes") littleEndian = configuration.at("endian").textOr("little") === "little";
    else codecs.push(bytesCodec(name, file));
  }
  return { axes, littleEndian, codecs };
}

function bytesCodec(name: string, file: string): BytesCodec {
  if (packers.includes(name)) return name as BytesCodec; // it is one of the list
  throw unsupportedStore(file, `the packing "${name}"`);
}

function lengths(list: Field): number[] {
  return list.list().map((entry) => entry.whole(1));
}

function fillOf(field: Field): number {
  if (!field.exists) return 0;
  const special = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, "-Infinity": Number.NEGATIVE_INFINITY };
  const { value } = field;
  if (typeof value === "string" && Object.hasOwn(special, value)) return special[value as keyof typeof special];
  return field.number();
}
