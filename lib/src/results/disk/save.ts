import { closeSync } from "node:fs";
import { extname } from "node:path";
import { TiterError } from "../../errors.ts";
import { commitFile, writeFileAtomic } from "../../files/disk/atomic.ts";
import { toCsv } from "../csv.ts";
import { toJson } from "../json.ts";
import { toParquet } from "../parquet.ts";
import { encodeRoi, type Roi } from "../roi/roi.ts";
import type { Table } from "../table.ts";
import { zip } from "./zip.ts";

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

/** The parts of such an archive. Throws `TOO_MANY_ROIS`. */
export function packRois(path: string, rois: readonly Roi[]): Uint8Array[] {
  if (rois.length > 0xffff) {
    throw new TiterError("TOO_MANY_ROIS", {
      what: `${rois.length} regions do not fit into one archive`,
      where: { file: path },
      todo: "Write one archive for each image.",
    });
  }
  const taken = new Map<string, number>();
  const entries = rois.map((roi) => {
    const name = roi.name.replace(/[^\w.-]/g, "_") || "roi";
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { name: `${count === 1 ? name : `${name}_${count}`}.roi`, bytes: encodeRoi(roi) };
  });
  return zip(entries);
}
