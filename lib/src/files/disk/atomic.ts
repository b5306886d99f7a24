import { randomBytes } from "node:crypto";
import { closeSync, fdatasyncSync, openSync, readdirSync, renameSync, rmSync, writeSync, writevSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { messageOf, TiterError } from "../../errors.ts";

/** Names of files that are being written; they start with a dot and are never read. */
const temporary = /^\..+\.[0-9a-f]{12}\.tmp$/;

/** Whether a name is that of a file that is being written. */
export function isTemporary(name: string): boolean {
  return temporary.test(name);
}

/**
 * Writes a file so that readers see all of it or nothing, whenever the process dies: into a temporary name in the same folder,
 * to the disk, then renamed. Replaces an existing file. Synchronous.
 *
 * @throws `DISK_FULL`, `NOT_WRITABLE` or `WRITE_FAILED`, with the path; nothing half-written stays.
 */
export function writeFileAtomic(path: string, data: Uint8Array | string): void {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  closeSync(commitFile(path, [bytes], true));
}

/**
 * Like {@link writeFileAtomic}, and gives the open file so that the caller syncs (unless `sync`) and closes it.
 *
 * @param parts - written one after the other.
 */
export function commitFile(path: string, parts: readonly Uint8Array[], sync: boolean): number {
  const temporaryPath = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  let fd: number | undefined;
  try {
    fd = openSync(temporaryPath, "wx");
    for (let i = 0; i < parts.length; i += mostAtOnce) writeFully(fd, parts.slice(i, i + mostAtOnce));
    if (sync) fdatasyncSync(fd);
    renameSync(temporaryPath, path);
    return fd;
  } catch (cause) {
    if (fd !== undefined) discard(fd, temporaryPath);
    throw writeError(path, cause);
  }
}

/** Closes and removes what was written so far. */
function discard(fd: number, path: string): void {
  try {
    closeSync(fd);
    rmSync(path, { force: true });
  } catch {
    // the disk is gone: the write's own error is reported
  }
}

/** Removes what killed writers left below a folder. Only while nobody writes there. */
export function removeTemporaries(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && isTemporary(entry.name)) rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}

/** The error of a write that the system refused. */
export function writeError(path: string, cause: unknown): TiterError {
  const system = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  const where = { file: path };
  if (system === "ENOSPC" || system === "EDQUOT") {
    const todo = "Free some space, then run again: finished wells are kept.";
    return new TiterError("DISK_FULL", { what: "the disk is full", where, todo, cause });
  }
  if (["EACCES", "EPERM", "EROFS"].includes(system)) {
    const todo = "Choose an output folder that you may write to.";
    return new TiterError("NOT_WRITABLE", { what: "the folder may not be written to", where, todo, cause });
  }
  const todo = "Check that the output folder still exists and its disk is connected.";
  return new TiterError("WRITE_FAILED", {
    what: `the file could not be written: ${messageOf(cause)}`,
    where,
    todo,
    cause,
  });
}

/** Parts that the system takes with one call. */
const mostAtOnce = 512;

function writeFully(fd: number, parts: readonly Uint8Array[]): void {
  let done = writevSync(fd, parts);
  for (const part of parts) {
    const written = Math.min(done, part.length);
    done -= written;
    for (let at = written; at < part.length; ) at += writeSync(fd, part, at); // what a full disk or a signal cut off
  }
}
