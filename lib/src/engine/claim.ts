import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";

/** Writes a file that must not exist yet, to the disk; of several who try, one succeeds and the others get `EEXIST`. */
export function claimFile(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } catch (thrown) {
    rmSync(path);
    throw thrown;
  } finally {
    closeSync(file);
  }
}
