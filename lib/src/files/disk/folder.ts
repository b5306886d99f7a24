import { existsSync } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isTiterError, TiterError } from "../../errors.ts";
import type { Folder } from "../folder.ts";
import { compareNatural } from "../names.ts";
import { unreadable } from "./source.ts";
import { readTiffFileHeader } from "./tiffFile.ts";

const largest = 256 << 20;

/** A folder on disk. */
export interface DiskFolder extends Folder {
  /** All folders that the last {@link Folder.list} looked into, relative; the opened one is empty. */
  readonly folders: readonly string[];
}

/** A folder on disk, read only. Throws `NO_SUCH_FOLDER`. */
export async function openFolder(path: string): Promise<DiskFolder> {
  const root = resolve(path);
  const state = await stat(root).catch(() => undefined);
  if (!state?.isDirectory()) {
    throw new TiterError("NO_SUCH_FOLDER", {
      what: state ? "a plate is a folder, this is a file" : "the folder does not exist",
      where: { file: root },
      todo: "Check the path.",
    });
  }
  let folders: string[] = [];
  return {
    path: root,
    get folders() {
      return folders;
    },
    list: async () => {
      const found: string[] = [];
      folders = [];
      const real = await realpath(root);
      await walk(root, "", real, new Set([real]), { files: found, folders });
      return found.sort(compareNatural);
    },
    readBytes: (file) => readDocument(join(root, file)),
    readHeader: (file) => readTiffFileHeader(join(root, file)),
  };
}

/** A metadata file. Throws `FILE_TOO_LARGE`, `FILE_UNREADABLE`. */
async function readDocument(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path, "r"); // once: a store has thousands of documents
    const { size } = await file.stat();
    if (size > largest) {
      throw new TiterError("FILE_TOO_LARGE", {
        what: `a metadata file of ${size} bytes is not read`,
        where: { file: path },
        todo: "Check that this is the file that the microscope wrote.",
      });
    }
    const bytes = new Uint8Array(size);
    for (let done = 0; done < size; ) {
      const { bytesRead } = await file.read(bytes, done, size - done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  } catch (cause) {
    throw isTiterError(cause) ? cause : unreadable(path, cause);
  }
}

/** Documents of zarr version 2, which are data although they are hidden. */
const hiddenData = new Set([".zattrs", ".zgroup", ".zarray"]);

/**
 * Collects files below `root/below`, whose real path is `real`; links are followed, but no folder is entered twice. Of a zarr array
 * the documents count, not its chunks: there may be many thousands.
 */
async function walk(
  root: string,
  below: string,
  real: string,
  seen: Set<string>,
  found: { readonly files: string[]; readonly folders: string[] },
): Promise<void> {
  found.folders.push(below);
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(join(root, below), cause);
  });
  const names = new Set(entries.map(({ name }) => name));
  for (const entry of entries) {
    if (entry.name.startsWith(".") ? !hiddenData.has(entry.name) : names.has(".zarray")) continue;
    if (entry.name === "c" && names.has("zarr.json") && !existsSync(join(root, below, "c", "zarr.json"))) continue;
    const path = below ? `${below}/${entry.name}` : entry.name;
    const kind = entry.isSymbolicLink() ? await stat(join(root, path)).catch(() => undefined) : entry;
    if (kind?.isFile()) found.files.push(path);
    if (!kind?.isDirectory()) continue;
    const target = entry.isSymbolicLink() ? await realpath(join(root, path)) : join(real, entry.name);
    if (seen.has(target)) continue;
    seen.add(target);
    await walk(root, path, target, seen, found);
  }
}
