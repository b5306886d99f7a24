import { existsSync } from "node:fs";
import { join } from "node:path";
import { type PlaneId, planeName } from "../../components/components.ts";
import { TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";
import type { PlanePool } from "../../image/pool.ts";
import { encodeTiff, readTiffHeader, readTiffPlane } from "../../tiff/index.ts";
import { metaSeriesText } from "../metaSeries.ts";
import type { StoreLayout } from "../zarr/layout.ts";
import { withFile } from "./source.ts";
import { tiffTools } from "./tiffTools.ts";
import { UnsyncedFiles } from "./unsynced.ts";

/** What the files of a folder say besides pixels. */
export type TiffFolderFacts = Pick<StoreLayout, "channels" | "positions" | "pixelSizeUm">;

/** The file of a plane in a folder of TIFF files, named as OpenHCS and ImageXpress do: `A01_s001_w1_z001_t001.tif`. */
export function tiffName(well: string, id: PlaneId): string {
  return `${well}_${planeName(id)}.tif`;
}

/**
 * Writes planes as TIFF files into one folder, each whole or not at all, with calibration, stage position and channel name. One
 * writer per thread; a plane is written by one writer only. Call {@link TiffFolderWriter.sync} once per well, before its commit
 * marker is written.
 *
 * @example
 * ```ts
 * const writer = new TiffFolderWriter("out/images", { channels, positions, pixelSizeUm: 0.65 });
 * writer.write("B03", { site: 1, channel: 1, z: 1, timepoint: 1 }, plane);   // B03_s001_w1_z001_t001.tif
 * await writer.sync();
 * ```
 */
export class TiffFolderWriter {
  readonly #root: string;
  readonly #facts: TiffFolderFacts;
  readonly #files: UnsyncedFiles;

  constructor(root: string, facts: TiffFolderFacts) {
    this.#root = root;
    this.#facts = facts;
    this.#files = new UnsyncedFiles(root);
  }

  /**
   * Writes one plane, synchronously; it may be changed afterwards.
   *
   * @throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`, `TIFF_TOO_LARGE`.
   */
  write(well: string, id: PlaneId, plane: Plane): void {
    const { pixelSizeUm, channels, positions } = this.#facts;
    const { spacing: _, ...header } = plane;
    const calibrated = { ...header, ...spacingOf(pixelSizeUm) };
    const description = metaSeriesText({
      pixelSizeUm,
      stage: positions.find(({ site }) => site === id.site),
      channelName: channels.find((channel) => channel.id === id.channel)?.name,
    });
    this.#files.commit(join(this.#root, tiffName(well, id)), [encodeTiff(calibrated, { description })]);
  }

  /** Waits until all planes written so far are on the disk. */
  sync(): Promise<void> {
    return this.#files.sync();
  }

  /** Closes files that nobody will sync, after a failure. The writer can be used again. */
  [Symbol.dispose](): void {
    this.#files[Symbol.dispose]();
  }
}

/**
 * Reads a plane of a folder that {@link TiffFolderWriter} filled into memory of the pool; the caller releases it.
 *
 * @throws `PLANE_NOT_WRITTEN` when the run did not get there; `FILE_UNREADABLE` and the errors of the TIFF reader.
 */
export function readTiffFolder(root: string, well: string, id: PlaneId, pool: PlanePool): Plane {
  const path = join(root, tiffName(well, id));
  if (!existsSync(path)) {
    throw new TiterError("PLANE_NOT_WRITTEN", {
      what: "the plane was not written",
      where: { file: path, well },
      todo: "Run the pipeline for this well, or resume its run.",
    });
  }
  return withFile(path, (source) => {
    const { dtype, height, width, pixelSizeUm = null } = readTiffHeader(source);
    const plane = pool.acquire({ dtype, height, width, ...spacingOf(pixelSizeUm) });
    try {
      readTiffPlane(source, 0, plane, tiffTools);
      return plane;
    } catch (error) {
      pool.release(plane);
      throw error;
    }
  });
}

function spacingOf(pixelSizeUm: number | null) {
  return pixelSizeUm === null ? {} : { spacing: { y: pixelSizeUm, x: pixelSizeUm } };
}
