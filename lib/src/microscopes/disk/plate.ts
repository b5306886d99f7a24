import { join } from "node:path";
import { TiterError } from "../../errors.ts";
import { openFolder } from "../../files/disk/folder.ts";
import { readTiffFile } from "../../files/disk/tiffFile.ts";
import { ZarrReader } from "../../files/disk/zarrReader.ts";
import type { Folder } from "../../files/folder.ts";
import type { Plane, PlaneHeader } from "../../image/plane.ts";
import type { PlanePool } from "../../image/pool.ts";
import { microscopes, readPlate } from "../detect.ts";
import { patternFormat, tableFormat } from "../generic/generic.ts";
import type { Microscope } from "../microscope.ts";
import { type MissingPolicy, noFile, withPolicy } from "../missing.ts";
import { omeZarr } from "../omezarr/omeZarr.ts";
import { openHcsPart } from "../openhcs/openHcs.ts";
import type { PlaneFile, PlateIndex } from "../plateIndex.ts";
import { cachedIndex } from "./indexCache.ts";

/** What reading pixels needs of a plate; a {@link PlateIndex} and the plate of a plan both have it. */
export type PlatePixels = Pick<PlateIndex, "format" | "path" | "shape" | "dtype" | "pixelSizeUm">;

/** How to open what is not recognised by itself. */
export interface OpenOptions {
  /** A regular expression over paths with the named groups `well` (or `row` and `column`), `site`, `channel`, `z`, `timepoint`. */
  readonly pattern?: string;
  /** Rows with `path` and the components, for files whose names say nothing. */
  readonly table?: readonly Readonly<Record<string, unknown>>[];
  /** Another sub-directory of a plate of OpenHCS than the main one, such as `checkpoints`. */
  readonly subDirectory?: string;
  /** What planes without a file mean. Default: `warn`, they are listed in `missing`. */
  readonly missing?: MissingPolicy;
  /** Whether the index is kept in Titer's own folder and taken from there as long as the plate does not change. Default: true. */
  readonly cache?: boolean;
  /** Formats of your own, tried before the known ones. */
  readonly formats?: readonly Microscope[];
}

/**
 * Opens the plate in a folder, whatever microscope wrote it. Reads names, metadata and a few headers, no pixels; writes nothing into it.
 *
 * @throws `NO_SUCH_FOLDER`, `NOT_A_PLATE`, `SEVERAL_PLATES`, `NO_READABLE_IMAGE`, `BAD_PLATE_INDEX`, `STORE_DAMAGED`, `BAD_PATTERN`, `BAD_TABLE`,
 *   `UNKNOWN_SUBDIRECTORY`, `MISSING_PLANES`.
 *
 * @example
 * ```ts
 * const plate = await openPlate("plates/screen-1");
 * console.log(plate.format, plate.wells.length, plate.channels);
 * ```
 */
export async function openPlate(folder: string, options: OpenOptions = {}): Promise<PlateIndex> {
  const { missing = "warn" } = options;
  const opened = await openFolder(folder);
  const formats = formatsFor(options);
  const { pattern, table, subDirectory } = options;
  const keep = options.formats === undefined && options.cache !== false; // what code of one's own does, nobody knows
  const read = (folder: Folder) => readPlate(folder, formats);
  const how = JSON.stringify({ pattern, table, subDirectory });
  return withPolicy(keep ? await cachedIndex(opened, how, read) : await read(opened), missing);
}

function formatsFor({ pattern, table, subDirectory, formats = [] }: OpenOptions): readonly Microscope[] {
  if (pattern !== undefined) return [patternFormat(pattern)];
  if (table !== undefined) return [tableFormat(table)];
  if (subDirectory !== undefined) return [openHcsPart(subDirectory)];
  return [...formats, ...microscopes];
}

/** The header that all planes of a plate have. */
export function planeHeader({ shape, dtype, pixelSizeUm }: PlatePixels): PlaneHeader {
  const spacing = pixelSizeUm === null ? {} : { spacing: { y: pixelSizeUm, x: pixelSizeUm } };
  return { dtype, height: shape.y, width: shape.x, ...spacing };
}

/**
 * Reads a plane into memory that the caller owns, synchronously; one without a file becomes black, see {@link MissingPolicy}.
 *
 * @param zarr - keeps what planes of a store share; one for a run makes reading many planes faster.
 * @throws `PLANE_MISMATCH`, `FILE_UNREADABLE` and the errors of the TIFF or zarr reader, each with the file.
 */
export function readPlaneInto(
  plate: PlatePixels,
  file: Pick<PlaneFile, "path" | "page">,
  into: Plane,
  zarr: ZarrReader = new ZarrReader(),
): void {
  if (file.path === noFile) {
    into.data.fill(0);
    return;
  }
  const path = join(plate.path, file.path);
  if (plate.format === omeZarr.format) zarr.read(path, file.page, into);
  else readTiffFile(path, file.page, into);
}

/** Reads a plane into memory of the pool, as {@link readPlaneInto} does; the caller releases it. Nothing stays acquired after an error. */
export function readPlane(
  plate: PlatePixels,
  file: Pick<PlaneFile, "path" | "page">,
  pool: PlanePool,
  zarr?: ZarrReader,
): Plane {
  let plane: Plane | undefined;
  try {
    plane = pool.acquire(planeHeader(plate));
    readPlaneInto(plate, file, plane, zarr);
    return plane;
  } catch (error) {
    if (plane) pool.release(plane);
    throw TiterError.from(error, "PLANE_UNREADABLE", { file: join(plate.path, file.path) }, "Leave its well out.");
  }
}
