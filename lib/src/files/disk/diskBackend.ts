import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { TiterError } from "../../errors.ts";
import type { Backend } from "../backend.ts";
import { compareNatural } from "../names.ts";
import { isTemporary, writeError, writeFileAtomic } from "./atomic.ts";
import { encodeItem, readItem, suffixes } from "./formats.ts";
import { makeFolder, UnsyncedFiles } from "./unsynced.ts";

/**
 * Files below a folder, each whole or not at all, in the format that its name says. A batch waits for the disk once.
 *
 * @param root - made when something is saved.
 */
export function diskBackend(root: string): Backend {
  const folder = resolve(root);
  const at = (path: string) => join(folder, path);
  const load: Backend["load"] = (path) => {
    if (existsSync(at(path))) return readItem(at(path));
    throw new TiterError("NO_SUCH_ITEM", {
      what: "there is no such file",
      where: { file: at(path) },
      todo: "Check the path.",
    });
  };
  return {
    name: "disk",
    capabilities: { load: true, save: true, list: true, delete: true, persistent: true, suffixes },
    load,
    loadBatch: (paths) => paths.map(load),
    save: (path, item) => {
      const bytes = encodeItem(at(path), item);
      makeFolder(dirname(at(path)));
      writeFileAtomic(at(path), bytes);
    },
    saveBatch: async (entries) => {
      makeFolder(folder);
      const files = new UnsyncedFiles(folder);
      for (const [path, item] of entries) files.commit(at(path), [encodeItem(at(path), item)]);
      await files.sync();
    },
    exists: (path) => existsSync(at(path)),
    list: (path) => {
      if (!existsSync(at(path))) return [];
      return readdirSync(at(path))
        .filter((name) => !isTemporary(name))
        .sort(compareNatural);
    },
    delete: (path) => {
      try {
        rmSync(at(path), { recursive: true, force: true });
      } catch (cause) {
        throw writeError(at(path), cause);
      }
    },
    ensure: (path) => makeFolder(at(path)),
  };
}
