import { closeSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type SpecialPlace, specialFile } from "../compile/specialFile.ts";
import { commitFile } from "../files/disk/atomic.ts";
import type { Rows, SpecialFormat, SpecialValue } from "../functions/contract.ts";
import { outlinesOf, packRois, Table, type TableColumn, toCsv } from "../results/index.ts";
import { labelsOf } from "./labelImage.ts";

/** The special values of a well that become files, packed as soon as they are made and written when the well is done. */
export class SavedSpecials {
  readonly #files = new Map<string, readonly Uint8Array[]>();

  /** @throws TiterError `FUNCTION_SPECIALS` when the value is not what its format needs. */
  add(place: SpecialPlace, format: SpecialFormat, value: SpecialValue): void {
    const file = specialFile(place, format);
    this.#files.set(file, packed(place, file, format, value));
  }

  /** Writes all files into a folder, each whole or not at all. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  write(folder: string): void {
    if (this.#files.size > 0) mkdirSync(folder, { recursive: true });
    for (const [file, parts] of this.#files) closeSync(commitFile(join(folder, file), parts, true));
  }
}

function packed(place: SpecialPlace, file: string, format: SpecialFormat, value: SpecialValue): readonly Uint8Array[] {
  switch (format) {
    case "json":
      return [Buffer.from(`${JSON.stringify(value, plain, 1)}\n`)];
    case "csv":
      return [Buffer.from(toCsv(tableOf(value as Rows)))]; // SpecialPlaces saw that it is a table
    case "rois":
      return packRois(file, outlinesOf(labelsOf(place.step, place.name, value)));
    default:
      return format satisfies never;
  }
}

/** Arrays of numbers as lists. */
function plain(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value;
}

function tableOf(rows: Rows): Table {
  const lists = Object.entries(rows).map(([name, cells]) => [name, Array.from(cells)] as const);
  const columns = lists.map(([name, cells]): TableColumn => ({ name, type: typeOf(cells), doc: "" }));
  return new Table(columns, Object.fromEntries(lists));
}

function typeOf(cells: Rows[string]): TableColumn["type"] {
  const kinds = new Set(cells.filter((cell) => cell !== null).map((cell) => typeof cell));
  if (kinds.size === 1 && kinds.has("boolean")) return "boolean";
  if (kinds.size === 1 && kinds.has("number")) return cells.every(Number.isInteger) ? "integer" : "number";
  return "string";
}
