import { TiterError } from "../errors.ts";
import type { Backend, BackendName, Capabilities, Item } from "./backend.ts";

/** Where to look for an item: one of the backends, or `auto`. */
export type BackendChoice = BackendName | "auto";

/**
 * One way to save and load over several backends. Virtual paths are the same in all of them, so an item in memory lies over the file
 * of the same path on disk.
 *
 * `auto` loads from memory what lies there, planes below a folder `*.zarr` from that store, and all else from disk; it saves to the store
 * or to disk.
 *
 * @example
 * ```ts
 * const files = new FileManager([diskBackend("out"), new MemoryBackend(1 << 30)]);
 * files.save("results/counts.csv", "well,count\nA01,7\n");
 * files.load("results/counts.csv");
 * ```
 */
export class FileManager {
  readonly #backends: ReadonlyMap<BackendName, Backend>;

  constructor(backends: readonly Backend[]) {
    this.#backends = new Map(backends.map((backend) => [backend.name, backend]));
  }

  /** What each registered backend can do. */
  get capabilities(): Readonly<Partial<Record<BackendName, Capabilities>>> {
    return Object.fromEntries([...this.#backends].map(([name, { capabilities }]) => [name, capabilities]));
  }

  /** Throws `NO_SUCH_ITEM`, `BAD_PATH`, `BACKEND_CANNOT`, and the errors of the format. */
  load(path: string, backend: BackendChoice = "auto"): Item {
    return this.#able("load", path, backend).load(path);
  }

  /** Throws `BAD_PATH`, `BACKEND_CANNOT`, `MEMORY_FULL`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`, `ITEM_MISMATCH`. */
  save(path: string, item: Item, backend: BackendChoice = "auto"): void {
    this.#able("save", path, backend).save(path, item);
  }

  /** Items of the paths, in their order. */
  loadBatch(paths: readonly string[], backend: BackendChoice = "auto"): Item[] {
    const items = new Map<string, Item>();
    for (const [from, part] of this.#byBackend("load", paths, backend)) {
      for (const [i, item] of from.loadBatch(part).entries()) items.set(part[i] as string, item);
    }
    return paths.map((path) => items.get(path));
  }

  /** Resolves when all items are kept. */
  async saveBatch(entries: readonly (readonly [string, Item])[], backend: BackendChoice = "auto"): Promise<void> {
    const items = new Map(entries);
    const parts = this.#byBackend("save", [...items.keys()], backend);
    await Promise.all([...parts].map(([to, paths]) => to.saveBatch(paths.map((path) => [path, items.get(path)]))));
  }

  exists(path: string, backend: BackendChoice = "auto"): boolean {
    return this.#able("load", path, backend).exists(path);
  }

  /** Names in a folder, in natural order; the manager's own folder is "". */
  list(folder: string, backend: BackendChoice = "auto"): string[] {
    return this.#able("list", folder, backend).list(folder);
  }

  delete(path: string, backend: BackendChoice = "auto"): void {
    this.#able("delete", path, backend).delete(path);
  }

  ensure(folder: string, backend: BackendChoice = "auto"): void {
    this.#able("save", folder, backend).ensure(folder);
  }

  #byBackend(what: "load" | "save", paths: readonly string[], choice: BackendChoice): Map<Backend, string[]> {
    const parts = new Map<Backend, string[]>();
    for (const path of paths) {
      const backend = this.#able(what, path, choice);
      parts.set(backend, [...(parts.get(backend) ?? []), path]);
    }
    return parts;
  }

  #able(what: "load" | "save" | "list" | "delete", path: string, choice: BackendChoice): Backend {
    if (what !== "list" || path !== "") checkPath(path);
    const name = choice === "auto" ? this.#auto(what, path) : choice;
    const backend = this.#backends.get(name);
    if (!backend) {
      throw new TiterError("UNKNOWN_BACKEND", {
        what: `there is no backend "${name}" here`,
        where: { file: path },
        todo: `Use one of: ${[...this.#backends.keys()].join(", ")}.`,
      });
    }
    const { suffixes } = backend.capabilities;
    const named = what === "list" || what === "delete" || suffixes.length === 0;
    if (backend.capabilities[what] && (named || isFolder(path) || suffixes.some((end) => path.endsWith(end))))
      return backend;
    const possible = [...this.#backends.values()]
      .filter(({ capabilities }) => capabilities[what])
      .map((one) => one.name);
    throw new TiterError("BACKEND_CANNOT", {
      what: `the backend "${name}" can't ${what} this${backend.capabilities[what] ? ` file; it takes ${suffixes.join(", ")}` : ""}`,
      where: { file: path },
      todo: `Backends that can ${what}: ${possible.join(", ")}.`,
    });
  }

  #auto(what: string, path: string): BackendName {
    if (what !== "save" && this.#backends.get("memory")?.exists(path)) return "memory";
    return this.#backends.has("zarr") && /(^|\/)[^/]+\.zarr\//.test(path) ? "zarr" : "disk";
  }
}

/** A path without a suffix names a folder. */
function isFolder(path: string): boolean {
  return !path.slice(path.lastIndexOf("/") + 1).includes(".");
}

/** Refuses what could leave the folder. Throws `BAD_PATH`. */
function checkPath(path: string): void {
  const inside = path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  if (inside && !/[\\:\0]/.test(path)) return;
  throw new TiterError("BAD_PATH", {
    what: "the path does not stay inside the folder",
    where: { file: path },
    todo: "Give a relative path with /, without . and .. parts.",
  });
}
