import { closeSync } from "node:fs";
import { extname } from "node:path";
import { TiterError } from "../../errors.ts";
import { commitFile, writeFileAtomic } from "../../files/disk/atomic.ts";
import { toCsv } from "../csv.ts";
import { toJson } from "../json.ts";
import { toParquet } from "../parquet.ts";
import { packRois } from "../roi/archive.ts";
import type { Roi } from "../roi/roi.ts";
import type { Table } from "../table.ts";

const writers: Readonly<Record<string, (table: Table) => Uint8Array | string>> = {
  ".csv": toCsv,
  ".json": toJson,
  ".parquet": toParquet,
};

/**
 * Writes a table, whole or not at all, in the form that the file's ending says: `.csv`, `.json` or `.parquet`.
 *
 * @throws `UNKNOWN_FILE_KIND`; `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED` with the path.
 */
export function saveTable(path: string, table: Table): void {
  const write = writers[extname(path).toLowerCase()];
  if (write) {
    writeFileAtomic(path, write(table));
    return;
  }
  throw new TiterError("UNKNOWN_FILE_KIND", {
    what: `a table is not written as "${extname(path) || path}"`,
    where: { file: path },
    todo: `Use one of the endings ${Object.keys(writers).join(", ")}.`,
  });
}

/**
 * Writes regions as a ZIP archive that ImageJ's ROI Manager opens, whole or not at all. Regions of one name get numbers.
 *
 * @example
 * ```ts
 * saveRois("A01.roi.zip", outlinesOf(labels));
 * ```
 * @throws `TOO_MANY_ROIS` above 65,535; `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED` with the path.
 */
export function saveRois(path: string, rois: readonly Roi[]): void {
  closeSync(commitFile(path, packRois(path, rois), true));
}
