import { closeSync, fdatasync, fdatasyncSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { commitFile, writeError } from "./atomic.ts";

/** How many written files may wait for the disk. */
const mostUnsynced = 64;

/**
 * Files that appear whole under their names at once and reach the disk later: with {@link UnsyncedFiles.sync}, which a writer
 * calls before it says that they are there.
 */
export class UnsyncedFiles {
  readonly #root: string;
  readonly #open: number[] = [];

  /** @param root - named in errors of the disk. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Writes a file whole, and the folders above it. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  commit(path: string, parts: readonly Uint8Array[]): void {
    makeFolder(dirname(path));
    this.#open.push(commitFile(path, parts, false));
    if (this.#open.length > mostUnsynced) syncAndClose(path, this.#open.shift() as number);
  }

  /** Waits until all files written so far are on the disk. */
  async sync(): Promise<void> {
    const files = this.#open.splice(0);
    try {
      await Promise.all(files.map((fd) => promisify(fdatasync)(fd)));
    } catch (cause) {
      throw writeError(this.#root, cause);
    } finally {
      for (const fd of files) closeSync(fd);
    }
  }

  /** Closes files that nobody will sync, after a failure. */
  [Symbol.dispose](): void {
    for (const fd of this.#open.splice(0)) closeSync(fd);
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

function syncAndClose(path: string, fd: number): void {
  try {
    fdatasyncSync(fd);
  } catch (cause) {
    throw writeError(path, cause);
  } finally {
    closeSync(fd);
  }
}
