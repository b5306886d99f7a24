import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";

/** Writes a plane's pixels as they lie in memory. */
export function writePixels(path: string, { data }: Plane): void {
  writeFileSync(path, new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { mode: 0o600 });
}

/** Reads a plane's pixels into memory that is there. Throws `FILE_TRUNCATED`. */
export function readPixels(path: string, plane: Plane): void {
  const { data } = plane;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const file = openSync(path, "r");
  try {
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, at);
      if (read === 0) throw truncated(path, at, bytes.length);
      at += read;
    }
  } finally {
    closeSync(file);
  }
}

function truncated(file: string, read: number, wanted: number): TiterError {
  return new TiterError("FILE_TRUNCATED", {
    what: `a plane has ${read} of ${wanted} bytes`,
    where: { file },
    todo: "Call the function again.",
  });
}
