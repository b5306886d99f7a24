import { TiterError } from "../../errors.ts";
import { decodeRoi } from "./decodeRoi.ts";
import { encodeRoi } from "./encodeRoi.ts";
import type { Roi } from "./roi.ts";
import { unzip } from "./unzip.ts";
import { zip } from "./zip.ts";

/** The parts of an archive that ImageJ's ROI Manager opens. Regions of one name get numbers. Throws `TOO_MANY_ROIS`. */
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

/**
 * The regions of an archive of ImageJ's ROI Manager, or of a single `.roi` file.
 *
 * @throws TiterError `ZIP_DAMAGED`, `ROI_DAMAGED`, `ROI_UNKNOWN_KIND` with the file.
 */
export async function unpackRois(bytes: Uint8Array, file = "archive"): Promise<Roi[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return [decodeRoi(bytes, file)];
  const entries = await unzip(bytes, file);
  return entries
    .filter(({ name }) => /\.roi$/i.test(name))
    .map(({ name, bytes: roi }) => decodeRoi(roi, `${file}/${name}`));
}
