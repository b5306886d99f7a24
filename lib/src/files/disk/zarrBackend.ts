import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { TiterError } from "../../errors.ts";
import { isPlane, newPlane } from "../../image/plane.ts";
import type { Backend, Item } from "../backend.ts";
import { compareNatural } from "../names.ts";
import type { PlaneIndex, StoreLayout, StoreWell } from "../zarr/layout.ts";
import { writeError } from "./atomic.ts";
import { createStore, openWriter, type StoreWriter } from "./storeWriter.ts";
import { openTiles, type Tiles } from "./tiles.ts";
import { ZarrReader } from "./zarrReader.ts";

/**
 * Planes of OME-Zarr plates below a folder. The path of a plane is `name.zarr/B/03/0/0/t.c.z`: row, column, field, level, and the plane's
 * place in its image, all from 0; that of a plane of labels is `name.zarr/B/03/0/labels/cells/0/t.c.z`. A store is laid out with {@link ZarrBackend.layOut} before planes are saved; planes are saved at
 * level 0, and the coarser levels come with them.
 */
export class ZarrBackend implements Backend {
  readonly name = "zarr";
  readonly capabilities = { load: true, save: true, list: true, delete: true, persistent: true, suffixes: [] } as const;
  readonly #root: string;
  #tiles: Tiles | undefined;
  readonly #writers = new Map<string, { readonly writer: StoreWriter; readonly layout: StoreLayout }>();
  #reader: ZarrReader;

  /** @param tiles - kernels that the caller has open already; else they are opened when first needed. */
  constructor(root: string, tiles?: Tiles) {
    this.#root = resolve(root);
    this.#tiles = tiles;
    this.#reader = new ZarrReader(tiles);
  }

  /** Makes a store ready for its planes: all groups and arrays. Throws as {@link createStore}. */
  async layOut(store: string, layout: StoreLayout, wells: readonly StoreWell[], name: string): Promise<void> {
    const root = join(this.#root, store);
    createStore(root, layout, wells, name);
    this.#tiles ??= openTiles();
    this.#writers.set(store, { writer: await openWriter(root, layout, this.#tiles), layout });
  }

  load(path: string): Item {
    const { array, index } = placeOf(path);
    const folder = join(this.#root, array);
    const page = this.#reader.page(folder, index);
    if (!this.#reader.has(folder, page)) {
      throw new TiterError("NO_SUCH_ITEM", {
        what: "the plane was not written",
        where: { file: join(this.#root, path) },
        todo: "Check the path, or save the plane first.",
      });
    }
    const plane = newPlane(this.#reader.header(folder));
    this.#reader.read(folder, page, plane);
    return plane;
  }

  loadBatch(paths: readonly string[]): Item[] {
    return paths.map((path) => this.load(path));
  }

  /** The plane is there when its file has all its planes; use batches for files of several planes. */
  save(path: string, item: Item): void {
    const { store, well, field, index, level } = placeOf(path);
    const open = this.#writers.get(store);
    const site = open?.layout.sites[field];
    if (!open || site === undefined || level !== 0 || !isPlane(item)) {
      throw new TiterError("ITEM_MISMATCH", {
        what: !open ? "the store was not laid out here" : "that is no plane of level 0 of one of the store's fields",
        where: { file: join(this.#root, path) },
        todo: "Lay the store out first, and save planes at level 0.",
      });
    }
    open.writer.write(well, site, index, item);
  }

  /** Also writes the files that wait for planes, and waits for the disk. */
  async saveBatch(entries: readonly (readonly [string, Item])[]): Promise<void> {
    for (const [path, item] of entries) this.save(path, item);
    const stores = new Set(entries.map(([path]) => placeOf(path).store));
    await Promise.all([...stores].map((store) => this.#writers.get(store)?.writer.sync()));
  }

  exists(path: string): boolean {
    const place = planePath.exec(path);
    if (!place) return existsSync(join(this.#root, path));
    const { array, index } = placeOf(path);
    const folder = join(this.#root, array);
    return existsSync(folder) && this.#reader.has(folder, this.#reader.page(folder, index));
  }

  list(folder: string): string[] {
    const full = join(this.#root, folder);
    if (!existsSync(full)) return [];
    if (!arrayFolder.test(folder)) {
      const entries = readdirSync(full, { withFileTypes: true });
      return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort(compareNatural);
    }
    return this.#reader.indices(full).filter((_, page) => this.#reader.has(full, page));
  }

  /** Removes a whole store; single planes stay. */
  delete(path: string): void {
    if (!/^[^/]+\.zarr$/.test(path)) {
      throw new TiterError("BACKEND_CANNOT", {
        what: "only whole stores are deleted",
        where: { file: path },
        todo: "Give the path of a store: name.zarr.",
      });
    }
    try {
      rmSync(join(this.#root, path), { recursive: true, force: true });
    } catch (cause) {
      throw writeError(join(this.#root, path), cause);
    }
    this.#writers.delete(path);
    this.#reader = new ZarrReader(this.#tiles);
  }

  /** Folders of a store come with its layout. */
  ensure(): void {}
}

const planePath = /^((.+\.zarr)\/([A-Z]{1,2})\/(\d{1,3})\/(\d+)(?:\/labels\/[^/]+)?\/(\d+))\/(\d+)\.(\d+)\.(\d+)$/;
const arrayFolder = /\.zarr\/[A-Z]{1,2}\/\d{1,3}\/\d+(\/labels\/[^/]+)?\/\d+$/;

function placeOf(path: string) {
  const match = planePath.exec(path);
  if (!match) {
    throw new TiterError("BAD_PATH", {
      what: "this is no path of a plane in a store",
      where: { file: path },
      todo: "Give name.zarr/ROW/COLUMN/FIELD/LEVEL/t.c.z, such as images.zarr/B/03/0/0/0.1.2.",
    });
  }
  const [, array = "", store = "", row = "", column = "", field, level, t, c, z] = match;
  const index: PlaneIndex = [Number(t), Number(c), Number(z)];
  return { array, store, well: { well: row + column, row, column }, field: Number(field), level: Number(level), index };
}
