import { closeSync, existsSync, fdatasync, mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { commitFile, writeError } from "./atomic.ts";

/** How many files may be on their way to the disk; each is open. */
const mostOpen = 256;

/** Bytes from which on a file begins its way to the disk at once; smaller ones go together, which costs the disk less. */
const large = 1 << 20;

/** How many files are synced at a time in the end: enough for the disk to write its journal for all of them at once. */
const together = 16;

/**
 * Files that appear whole under their names at once and reach the disk beside the work that goes on: all of them are there after
 * {@link UnsyncedFiles.sync}, which a writer calls before it says so.
 */
export class UnsyncedFiles {
  readonly #root: string;
  readonly #syncing: Promise<unknown>[] = [];
  readonly #later = new Set<string>();
  #open = 0;

  /** @param root - must be there whenever a file is written; named in errors of the disk. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Writes a file whole, and the folders between it and the root. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  commit(path: string, parts: readonly Uint8Array[]): void {
    // a disk that was taken away must not be replaced by a new folder in its place
    if (!existsSync(this.#root)) throw writeError(this.#root, new Error("the folder is not there any more"));
    makeFolder(dirname(path));
    const fd = commitFile(path, parts, false);
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    // the caller may not give the event loop a turn for long, and until then no file is closed
    if (bytes >= large && this.#open < mostOpen) this.#syncing.push(this.#sync(fd));
    else {
      closeSync(fd);
      this.#later.add(path);
    }
  }

  /** Waits until all files written so far are on the disk. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  async sync(): Promise<void> {
    const rest = [...this.#later];
    this.#later.clear();
    const lanes = Array.from({ length: Math.min(together, rest.length) }, () => this.#syncAll(rest));
    const errors = await Promise.all([...this.#syncing.splice(0), ...lanes]);
    const cause = errors.find((error) => error !== undefined);
    if (cause !== undefined) throw writeError(this.#root, cause);
  }

  /** Forgets files that nobody will wait for, after a failure; they are closed as soon as the disk has them. */
  [Symbol.dispose](): void {
    this.#syncing.length = 0;
    this.#later.clear();
  }

  /** Begins at once, in a thread of the system. Gives the error, if there is one, so that it waits for {@link UnsyncedFiles.sync}. */
  async #sync(fd: number): Promise<unknown> {
    this.#open++;
    try {
      return await promisify(fdatasync)(fd);
    } catch (error) {
      return error;
    } finally {
      closeSync(fd);
      this.#open--;
    }
  }

  /** Takes files off the list until none is left; gives the first error. */
  async #syncAll(paths: string[]): Promise<unknown> {
    try {
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        await using file = await open(path, "r");
        await file.datasync();
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

/** Makes a folder and those above it. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw writeError(path, cause);
  }
}
