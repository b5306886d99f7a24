import { closeSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TiterError } from "../../errors.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import { Assembly, type ReadyFile } from "../zarr/assembly.ts";
import type { ChunkPacker } from "../zarr/chunkPacker.ts";
import { plateDocument, storeDocuments } from "../zarr/documents.ts";
import { arrayPath, levelLayout, type PlaneIndex, type StoreLayout, type StoreWell } from "../zarr/layout.ts";
import { commitFile } from "./atomic.ts";
import { loadPacker } from "./packer.ts";
import type { Tiles } from "./tiles.ts";
import { makeFolder, UnsyncedFiles } from "./unsynced.ts";

/**
 * Lays out an OME-Zarr plate: all groups, arrays and their metadata, before any worker writes. Called again with the same
 * layout it changes nothing but the provenance, so that a run can be resumed.
 *
 * @param root - folder of the store; made when it is absent.
 * @param name - the plate's name.
 * @param provenance - what made the images, as JSON; attributes of the plate.
 * @throws `STORE_DIFFERS` when another store lies there; `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`.
 */
export function createStore(
  root: string,
  layout: StoreLayout,
  wells: readonly StoreWell[],
  name: string,
  provenance?: Readonly<Record<string, unknown>>,
): void {
  for (const [path, document] of storeDocuments(layout, wells, name, provenance)) {
    const full = join(root, path);
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const there = existsSync(full) ? readFileSync(full, "utf8") : "";
    if (there === text) continue;
    const isPlate = path === plateDocument(layout);
    if (there !== "" && !(isPlate && sameButProvenance(there, text))) {
      throw new TiterError("STORE_DIFFERS", {
        what: "another store lies in the output folder",
        where: { file: full },
        todo: "Choose an empty output folder, or remove the old store.",
      });
    }
    makeFolder(dirname(full));
    // synced with the plate's own document, which comes last; what a power cut empties before is written again
    closeSync(commitFile(full, [Buffer.from(text)], isPlate));
  }
}

/** Whether two documents of a plate differ at most in what made its images. */
function sameButProvenance(there: string, text: string): boolean {
  const plain = (json: string) =>
    JSON.stringify(JSON.parse(json, (key, value) => (key === "titer" ? undefined : value)));
  try {
    return plain(there) === plain(text);
  } catch {
    return false; // it is no JSON, so no plate of ours
  }
}

/**
 * Writes planes into a store that {@link createStore} laid out. One writer per thread; a file is written by one writer only, so a
 * writer is given all planes of a file.
 *
 * A plane appears under its name only when all of its file was written. For speed it need not be on the disk then: call
 * {@link StoreWriter.sync} once per well, before its commit marker is written.
 *
 * @example
 * ```ts
 * const writer = await openWriter("out/results.zarr", layout, new Tiles(machine));
 * writer.write({ well: "B03", row: "B", column: "03" }, 1, [0, 0, 0], plane);
 * await writer.sync();
 * ```
 */
export class StoreWriter {
  readonly #root: string;
  readonly #layout: StoreLayout;
  readonly #packer: ChunkPacker;
  readonly #levels: readonly Level[];
  readonly #arrays = new Map<string, Assembly>();
  readonly #files: UnsyncedFiles;

  constructor(root: string, layout: StoreLayout, packer: ChunkPacker) {
    this.#root = root;
    this.#layout = layout;
    this.#packer = packer;
    this.#files = new UnsyncedFiles(root);
    this.#levels = Array.from({ length: layout.levels }, (_, level) => makeLevel(levelLayout(layout, level), level));
  }

  /**
   * Writes one plane with its coarser levels, synchronously; the plane may be changed afterwards. Files that hold several planes
   * are written with the last of them.
   *
   * @throws `PLANE_MISMATCH`, `NO_SUCH_SITE`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`.
   */
  write(well: StoreWell, site: number, index: PlaneIndex, plane: Plane): void {
    this.#check(well, site, plane);
    let finer = plane;
    const planes = this.#levels.map(({ plane: coarser }) => {
      if (coarser) this.#packer.halve(finer, coarser);
      finer = coarser ?? finer;
      return finer;
    });
    // the finest comes last: where it is, all are
    for (let level = planes.length - 1; level >= 0; level--) {
      const array = arrayPath(this.#layout, well, site, level);
      const { layout } = this.#levels[level] as Level;
      const assembly = this.#arrays.get(array) ?? new Assembly(layout, this.#packer);
      this.#arrays.set(array, assembly);
      for (const file of assembly.add(index, planes[level] as Plane)) this.#commit(array, file);
    }
  }

  /** Writes the files that still wait for planes, and waits until everything is on the disk. */
  async sync(): Promise<void> {
    for (const [array, assembly] of this.#arrays) for (const file of assembly.rest()) this.#commit(array, file);
    this.#arrays.clear();
    await this.#files.sync();
  }

  /** Forgets what was not written, and closes files that nobody will sync, after a failure. The writer can be used again. */
  [Symbol.dispose](): void {
    this.#arrays.clear();
    this.#files[Symbol.dispose]();
  }

  #check({ well }: StoreWell, site: number, plane: Plane): void {
    const { shape, dtype, sites } = this.#layout;
    if (!sites.includes(site)) {
      throw new TiterError("NO_SUCH_SITE", {
        what: `site ${site} is not in the store`,
        where: { well },
        todo: `Use one of: ${sites.join(", ")}.`,
      });
    }
    if (plane.height !== shape.y || plane.width !== shape.x || plane.dtype !== dtype) {
      throw new TiterError("PLANE_MISMATCH", {
        what: `a plane of ${plane.height} x ${plane.width} ${plane.dtype} does not fit a store of ${shape.y} x ${shape.x} ${dtype}`,
        where: { well },
        todo: "All result planes of a run need one size and pixel type.",
      });
    }
  }

  #commit(array: string, { path, parts }: ReadyFile): void {
    this.#files.commit(join(this.#root, array, path), parts);
  }
}

/** A writer whose chunks are packed as the layout says. */
export async function openWriter(root: string, layout: StoreLayout, tiles: Tiles): Promise<StoreWriter> {
  return new StoreWriter(root, layout, await loadPacker(layout.compression, layout.dtype, tiles));
}

/** A level of all images; the finest level's plane is the caller's. */
interface Level {
  readonly layout: StoreLayout;
  readonly plane: Plane | undefined;
}

function makeLevel(layout: StoreLayout, level: number): Level {
  const { dtype, shape } = layout;
  return { layout, plane: level === 0 ? undefined : newPlane({ dtype, height: shape.y, width: shape.x }) };
}
