import { closeSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TiterError } from "../../errors.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import { storeDocuments } from "../zarr/documents.ts";
import {
  arrayPath,
  levelLayout,
  type PlaneIndex,
  type StoreLayout,
  type StoreWell,
  shardPath,
} from "../zarr/layout.ts";
import { halve } from "../zarr/pyramid.ts";
import { encodeShard, shardBytes } from "../zarr/shard.ts";
import { commitFile } from "./atomic.ts";
import { makeFolder, UnsyncedFiles } from "./unsynced.ts";

/**
 * Lays out an OME-Zarr 0.5 plate: all groups, arrays and their metadata, before any worker writes. Called again with the same
 * layout it changes nothing, so that a run can be resumed.
 *
 * @param root - folder of the store; made when it is absent.
 * @param name - the plate's name.
 * @throws `STORE_DIFFERS` when another store lies there; `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`.
 */
export function createStore(root: string, layout: StoreLayout, wells: readonly StoreWell[], name: string): void {
  for (const [path, document] of storeDocuments(layout, wells, name)) {
    const full = join(root, path);
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const there = existsSync(full) ? readFileSync(full, "utf8") : "";
    if (there === text) continue;
    if (there !== "") {
      throw new TiterError("STORE_DIFFERS", {
        what: "another store lies in the output folder",
        where: { file: full },
        todo: "Choose an empty output folder, or remove the old store.",
      });
    }
    makeFolder(dirname(full));
    // synced with the plate's own document, which comes last; what a power cut empties before is written again
    closeSync(commitFile(full, [Buffer.from(text)], path === "zarr.json"));
  }
}

/**
 * Writes planes into a store that {@link createStore} laid out. One writer per thread; a plane is written by one writer only.
 *
 * A plane appears under its name only when all of it was written. For speed it need not be on the disk then: call
 * {@link StoreWriter.sync} once per well, before its commit marker is written.
 *
 * @example
 * ```ts
 * const writer = new StoreWriter("out/results.zarr", layout);
 * writer.write({ well: "B03", row: "B", column: "03" }, 1, [0, 0, 0], plane);
 * await writer.sync();
 * ```
 */
export class StoreWriter {
  readonly #root: string;
  readonly #layout: StoreLayout;
  readonly #levels: readonly Level[];
  readonly #files: UnsyncedFiles;

  constructor(root: string, layout: StoreLayout) {
    this.#root = root;
    this.#layout = layout;
    this.#files = new UnsyncedFiles(root);
    this.#levels = Array.from({ length: layout.levels }, (_, level) => makeLevel(levelLayout(layout, level), level));
  }

  /**
   * Writes one plane with its coarser levels, synchronously; the plane may be changed afterwards.
   *
   * @throws `PLANE_MISMATCH`, `NO_SUCH_SITE`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`.
   */
  write(well: StoreWell, site: number, index: PlaneIndex, plane: Plane): void {
    if (!this.#layout.sites.includes(site)) {
      throw new TiterError("NO_SUCH_SITE", {
        what: `site ${site} is not in the store`,
        where: { well: well.well },
        todo: `Use one of: ${this.#layout.sites.join(", ")}.`,
      });
    }
    let finer = plane;
    const planes = this.#levels.map(({ plane: coarser }) => {
      if (coarser) halve(finer, coarser);
      finer = coarser ?? finer;
      return finer;
    });
    // the finest comes last: where it is, all are
    for (let level = planes.length - 1; level >= 0; level--) {
      const { layout, buffer } = this.#levels[level] as Level;
      encodeShard(planes[level] as Plane, layout, buffer);
      const path = join(this.#root, arrayPath(this.#layout, well, site, level), shardPath(index));
      this.#files.commit(path, [buffer]);
    }
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

/** What writing a level needs, kept from plane to plane; the finest level's plane is the caller's. */
interface Level {
  readonly layout: StoreLayout;
  readonly buffer: Uint8Array;
  readonly plane: Plane | undefined;
}

function makeLevel(layout: StoreLayout, level: number): Level {
  const { dtype, shape } = layout;
  const plane = level === 0 ? undefined : newPlane({ dtype, height: shape.y, width: shape.x });
  return { layout, buffer: new Uint8Array(shardBytes(layout)), plane };
}
