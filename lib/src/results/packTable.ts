import type { PackedColumn, PackedNumbers, TableOutput } from "../protocol/table.ts";
import type { Cell, Table, TableColumn } from "./table.ts";

/** What browsers and Node share; the ECMAScript library itself does not declare it. */
declare const btoa: (binary: string) => string;
declare const Blob: {
  new (parts: readonly ArrayBufferView[]): { stream(): { pipeThrough(through: unknown): unknown } };
};
declare const Response: { new (body: unknown): { arrayBuffer(): Promise<ArrayBuffer> } };
declare const CompressionStream: { new (format: "deflate"): unknown };

/** Most characters of columns in an output; of larger tables the first rows are held. */
const mostPacked = 24 << 20;

const arrays = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<PackedNumbers, unknown>;

/** A table for an output: whole, or as many of its first rows as fit. Numbers are stored in the smallest form that keeps them. */
export async function packTable(table: Table, most: number = mostPacked): Promise<TableOutput> {
  let held = table.length;
  for (;;) {
    const columns = await Promise.all(
      table.columns.map((column) => packColumn(column, table.column(column.name), held)),
    );
    const size = columns.reduce((sum, { cells, missing = "" }) => sum + cells.length + missing.length, 0);
    if (size <= most)
      return { version: 1, title: table.title, length: table.length, held, source: table.source, columns };
    held = Math.floor(((held * most) / size) * 0.95);
  }
}

async function packColumn(
  { name, type, unit, doc }: TableColumn,
  all: readonly Cell[],
  held: number,
): Promise<PackedColumn> {
  const cells = held === all.length ? all : all.slice(0, held);
  const texts = type === "string" ? [...new Set(cells.filter((cell) => cell !== null).map(String))] : undefined;
  const places = new Map(texts?.map((text, place) => [text, place]));
  const numbers = Float64Array.from(cells, (cell) =>
    cell === null ? 0 : texts ? places.get(String(cell))! : Number(cell),
  );
  const stored = smallest(numbers, type === "number");
  const bits = new Uint8Array(Math.ceil(cells.length / 8));
  cells.forEach((cell, row) => {
    if (cell === null) bits[row >> 3]! |= 1 << (row & 7);
  });
  return {
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(doc === undefined ? {} : { doc }),
    stored,
    cells: await deflated(littleEndian(stored, numbers)),
    ...(bits.some((byte) => byte !== 0) ? { missing: await deflated(bits) } : {}),
    ...(texts ? { texts } : {}),
  };
}

function smallest(numbers: Float64Array, fractions: boolean): PackedNumbers {
  const fits = (name: PackedNumbers) => {
    const one = new arrays[name](1);
    return numbers.every((value) => {
      one[0] = value;
      return Object.is(one[0], value);
    });
  };
  const order: readonly PackedNumbers[] = fractions ? ["float32"] : ["uint8", "uint16", "int32"];
  return order.find(fits) ?? "float64";
}

function littleEndian(stored: PackedNumbers, numbers: Float64Array): Uint8Array {
  const values = new arrays[stored](numbers);
  const bytes = new Uint8Array(values.buffer);
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return bytes;
  for (let at = 0; at < bytes.length; at += values.BYTES_PER_ELEMENT)
    bytes.subarray(at, at + values.BYTES_PER_ELEMENT).reverse();
  return bytes;
}

async function deflated(bytes: Uint8Array): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < packed.length; at += 0x8000)
    parts.push(String.fromCharCode(...packed.subarray(at, at + 0x8000)));
  return btoa(parts.join(""));
}
