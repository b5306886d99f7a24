import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import * as zlib from "node:zlib";
import { TiterError } from "../../errors.ts";
import type { ByteSource, Unpackers } from "../../tiff/source.ts";
import { makeZstd } from "./zstd.ts";

/** Opens a file, hands it to `use` and closes it in any case. Errors of the system become `FILE_UNREADABLE`. */
export function withFile<T>(path: string, use: (source: ByteSource) => T): T {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  try {
    const state = fstatSync(fd);
    if (!state.isFile()) throw unreadable(path, new Error("it is not a regular file"));
    return use({ name: path, size: state.size, read: readerOf(fd, path, state.size) });
  } finally {
    closeSync(fd);
  }
}

/** The whole content of a file. Throws `FILE_UNREADABLE`. */
export function readBytes(path: string): Uint8Array {
  return withFile(path, (source) => {
    const bytes = new Uint8Array(source.size);
    source.read(0, bytes);
    return bytes;
  });
}

/** Unpacking for the readers of TIFF and zarr. */
export const unpackers: Unpackers = {
  inflate: (data, limit) =>
    zlib.unzipSync(data, { chunkSize: Math.max(64, limit), maxOutputLength: Math.max(64, limit) }),
  zstd: makeZstd(),
};

/** The error of a file that the system does not let us read. */
export function unreadable(path: string, cause: unknown): TiterError {
  return TiterError.from(cause, "FILE_UNREADABLE", { file: path }, "Check that the file exists and may be read.");
}

/** Bytes up to which a read is served from the block that was read last, and the length of such a block: headers are read in crumbs. */
const crumb = 512;
const block = 4096;

function readerOf(fd: number, path: string, size: number): ByteSource["read"] {
  let start = 0;
  let bytes = new Uint8Array(0);
  return (offset, into) => {
    if (into.length > crumb) return readFully(fd, path, offset, into);
    if (offset < start || offset + into.length > start + bytes.length) {
      const next = new Uint8Array(Math.max(into.length, Math.min(block, size - offset)));
      readFully(fd, path, offset, next);
      [start, bytes] = [offset, next];
    }
    into.set(bytes.subarray(offset - start, offset - start + into.length));
  };
}

function readFully(fd: number, path: string, offset: number, into: Uint8Array): void {
  let done = 0;
  try {
    while (done < into.length) {
      const count = readSync(fd, into, done, into.length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (done < into.length) throw unreadable(path, new Error(`it ended at byte ${offset + done} while it was read`));
}
