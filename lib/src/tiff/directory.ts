import { TiterError } from "../errors.ts";
import { damaged } from "./errors.ts";
import type { ByteSource } from "./source.ts";

/** How a file writes numbers: byte order, and classic (32-bit) or BigTIFF (64-bit) offsets. */
export interface Layout {
  readonly littleEndian: boolean;
  readonly big: boolean;
  readonly first: number;
}

/** One tag of a directory; `at` is where its values start in the file. */
interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** Bytes of one value by field type; types that are not listed are skipped. */
const sizes: Readonly<Record<number, number>> = {
  1: 1, // byte
  2: 1, // ascii
  3: 2, // short
  4: 4, // long
  5: 8, // rational
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4, // ifd
  16: 8, // long8
  17: 8,
  18: 8, // ifd8
};

/** Reads the first bytes of a file; throws `NOT_TIFF`. */
export function readLayout(source: ByteSource): Layout {
  const head = new Uint8Array(Math.min(16, source.size));
  source.read(0, head);
  const view = new DataView(head.buffer);
  const mark = head.length >= 8 ? String.fromCharCode(head[0] ?? 0, head[1] ?? 0) : "";
  const littleEndian = mark === "II";
  const magic = mark === "II" || mark === "MM" ? view.getUint16(2, littleEndian) : 0;
  if (magic === 42) return { littleEndian, big: false, first: view.getUint32(4, littleEndian) };
  if (magic === 43 && head.length === 16) {
    return { littleEndian, big: true, first: Number(view.getBigUint64(8, littleEndian)) };
  }
  throw new TiterError("NOT_TIFF", {
    what: source.size === 0 ? "the file is empty" : "the file is not a TIFF file",
    where: { file: source.name },
    todo: "Check that the file was copied completely.",
  });
}

/** One image file directory: tags by number, values read on demand. */
export class Directory {
  readonly next: number;
  readonly #source: ByteSource;
  readonly #layout: Layout;
  readonly #entries = new Map<number, Entry>();

  constructor(source: ByteSource, layout: Layout, offset: number) {
    this.#source = source;
    this.#layout = layout;
    const { littleEndian, big } = layout;
    const countSize = big ? 8 : 2;
    const entrySize = big ? 20 : 12;
    const head = this.#bytes(offset, countSize);
    const count = big ? Number(head.getBigUint64(0, littleEndian)) : head.getUint16(0, littleEndian);
    const table = this.#bytes(offset + countSize, count * entrySize + (big ? 8 : 4));
    for (let i = 0; i < count; i++) this.#add(table, i * entrySize, offset + countSize);
    this.next = big ? Number(table.getBigUint64(count * 20, littleEndian)) : table.getUint32(count * 12, littleEndian);
  }

  /** Whether a tag is there. */
  has(tag: number): boolean {
    return this.#entries.has(tag);
  }

  /** The values of an integer tag; undefined when it is absent. */
  numbers(tag: number): number[] | undefined {
    const entry = this.#entries.get(tag);
    if (!entry) return undefined;
    const size = sizes[entry.type] ?? 0;
    const view = this.#bytes(entry.at, entry.count * size);
    return Array.from({ length: entry.count }, (_, i) => this.#number(view, i * size, entry.type));
  }

  /** How many values a tag says that it has; 0 when it is absent. */
  count(tag: number): number {
    return this.#entries.get(tag)?.count ?? 0;
  }

  /** `count` 32-bit numbers from where a tag's values lie, whatever type it declares; undefined when it is absent. */
  longs(tag: number, count: number): number[] | undefined {
    const entry = this.#entries.get(tag);
    return entry && this.longsAt(entry.at, count);
  }

  /** `count` 32-bit numbers from a place in the file. */
  longsAt(offset: number, count: number): number[] {
    const view = this.#bytes(offset, count * 4);
    return Array.from({ length: count }, (_, i) => view.getUint32(i * 4, this.#layout.littleEndian));
  }

  /** The only or first value of an integer tag. */
  number(tag: number): number | undefined {
    return this.numbers(tag)?.[0];
  }

  /** The bytes of a text tag without the closing zero. */
  text(tag: number): Uint8Array | undefined {
    const entry = this.#entries.get(tag);
    if (entry?.type !== 2) return undefined;
    const bytes = new Uint8Array(this.#bytes(entry.at, entry.count).buffer);
    const end = bytes.indexOf(0);
    return end < 0 ? bytes : bytes.subarray(0, end);
  }

  #add(table: DataView, at: number, tableAt: number): void {
    const { littleEndian, big } = this.#layout;
    const type = table.getUint16(at + 2, littleEndian);
    const size = sizes[type];
    if (size === undefined) return;
    const count = big ? Number(table.getBigUint64(at + 4, littleEndian)) : table.getUint32(at + 4, littleEndian);
    const inline = big ? 8 : 4;
    const valueAt = at + (big ? 12 : 8);
    const pointer = big ? Number(table.getBigUint64(valueAt, littleEndian)) : table.getUint32(valueAt, littleEndian);
    const start = count * size <= inline ? tableAt + valueAt : pointer;
    this.#entries.set(table.getUint16(at, littleEndian), { type, count, at: start });
  }

  #number(view: DataView, at: number, type: number): number {
    const { littleEndian } = this.#layout;
    switch (type) {
      case 1:
      case 7:
        return view.getUint8(at);
      case 3:
        return view.getUint16(at, littleEndian);
      case 4:
      case 13:
        return view.getUint32(at, littleEndian);
      case 5:
        return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
      case 16:
      case 18:
        return Number(view.getBigUint64(at, littleEndian));
      default:
        throw damaged(this.#source.name, `a tag that must hold whole numbers has type ${type}`);
    }
  }

  /** Bytes of the file; asks for the range before anything is allocated. */
  #bytes(offset: number, length: number): DataView {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.#source.size)) {
      throw damaged(this.#source.name, `it ends before byte ${offset + length} (size ${this.#source.size})`);
    }
    const bytes = new Uint8Array(length);
    this.#source.read(offset, bytes);
    return new DataView(bytes.buffer);
  }
}
