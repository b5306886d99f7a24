import { TiterError } from "../errors.ts";
import type { Backend, Item } from "./backend.ts";
import { compareNatural } from "./names.ts";

/** Keeps items themselves, not copies; up to a number of bytes. */
export class MemoryBackend implements Backend {
  readonly name = "memory";
  readonly capabilities = {
    load: true,
    save: true,
    list: true,
    delete: true,
    persistent: false,
    suffixes: [],
  } as const;
  readonly #items = new Map<string, { readonly item: Item; readonly bytes: number }>();
  readonly #limit: number;
  #bytes = 0;

  /** @param limit - most bytes of all items together. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  load(path: string): Item {
    const kept = this.#items.get(path);
    if (kept) return kept.item;
    throw new TiterError("NO_SUCH_ITEM", {
      what: "there is no such item in memory",
      where: { file: path },
      todo: "Save it first, or load it from another backend.",
    });
  }

  /** Throws `MEMORY_FULL`; what was there before stays then. */
  save(path: string, item: Item): void {
    const bytes = bytesIn(item);
    const after = this.#bytes - (this.#items.get(path)?.bytes ?? 0) + bytes;
    if (after > this.#limit) {
      throw new TiterError("MEMORY_FULL", {
        what: `${bytes} bytes do not fit: ${this.#bytes} of ${this.#limit} bytes are in use`,
        where: { file: path },
        todo: "Delete what is not needed any more, save to disk, or allow more memory.",
        details: { bytes, used: this.#bytes, limit: this.#limit },
      });
    }
    this.#items.set(path, { item, bytes });
    this.#bytes = after;
  }

  loadBatch(paths: readonly string[]): Item[] {
    return paths.map((path) => this.load(path));
  }

  async saveBatch(entries: readonly (readonly [string, Item])[]): Promise<void> {
    for (const [path, item] of entries) this.save(path, item);
  }

  exists(path: string): boolean {
    return this.#items.has(path) || this.list(path).length > 0;
  }

  list(folder: string): string[] {
    const start = folder === "" ? "" : `${folder}/`;
    const inside = [...this.#items.keys()].filter((path) => path.startsWith(start));
    const names = inside.map((path) => path.slice(start.length).split("/")[0] as string);
    return [...new Set(names)].sort(compareNatural);
  }

  delete(path: string): void {
    for (const [key, { bytes }] of this.#items) {
      if (key !== path && !key.startsWith(`${path}/`)) continue;
      this.#items.delete(key);
      this.#bytes -= bytes;
    }
  }

  /** Folders are there with their items. */
  ensure(): void {}
}

/** About how much memory an item takes. */
function bytesIn(item: Item): number {
  if (ArrayBuffer.isView(item)) return item.byteLength;
  if (typeof item === "string") return 2 * item.length;
  if (typeof item === "object" && item !== null && "data" in item && ArrayBuffer.isView(item.data))
    return item.data.byteLength;
  return 2 * (JSON.stringify(item)?.length ?? 0);
}
