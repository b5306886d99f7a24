import { TiterError } from "../errors.ts";
import type { Backend, Item } from "./backend.ts";

/** A backend that only hands items on, such as to the viewers of a hub; nothing is kept. */
export function streamBackend(publish: (path: string, item: Item) => void): Backend {
  const refuse = (path: string): never => {
    throw new TiterError("BACKEND_CANNOT", {
      what: "what was streamed is not kept",
      where: { file: path },
      todo: "Load it from another backend.",
    });
  };
  return {
    name: "stream",
    capabilities: { load: false, save: true, list: false, delete: false, persistent: false, suffixes: [] },
    save: publish,
    saveBatch: async (entries) => {
      for (const [path, item] of entries) publish(path, item);
    },
    load: refuse,
    loadBatch: (paths) => paths.map(refuse),
    exists: () => false,
    list: refuse,
    delete: refuse,
    ensure: () => {},
  };
}
