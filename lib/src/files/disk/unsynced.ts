import { closeSync, fdatasync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { commitFile, writeError } from "./atomic.ts";

/** How many files may be on their way to the disk; each is open. */
const mostOpen = 256;

/**
 * Files that appear whole under their names at once and reach the disk beside the work that goes on: all of them are there after
 * {@link UnsyncedFiles.sync}, which a writer calls before it says so.
 */
export class UnsyncedFiles {
  readonly #root: string;
  readonly #syncing: Promise<unknown>[] = [];
  #open = 0;

  /** @param root - named in errors of the disk. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Writes a file whole, and the folders above it. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  commit(path: string, parts: readonly Uint8Array[]): void {
    makeFolder(dirname(path));
    // the caller may not give the event loop a turn for long, and until then no file is closed
    const waits = this.#open < mostOpen;
    const fd = commitFile(path, parts, !waits);
    if (waits) this.#syncing.push(this.#sync(fd));
    else closeSync(fd);
  }

  /** Waits until all files written so far are on the disk. */
  async sync(): Promise<void> {
    const errors = await Promise.all(this.#syncing.splice(0));
    const cause = errors.find((error) => error !== undefined);
    if (cause !== undefined) throw writeError(this.#root, cause);
  }

  /** Forgets files that nobody will wait for, after a failure; they are closed as soon as the disk has them. */
  [Symbol.dispose](): void {
    this.#syncing.length = 0;
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
}

/** Makes a folder and those above it. Throws `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw writeError(path, cause);
  }
}
