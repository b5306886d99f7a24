import { isTiterError } from "../errors.ts";
import { writeError } from "../files/disk/atomic.ts";

/** What ends a whole run, because every further well would meet it too. */
const fatalCodes = ["DISK_FULL", "NOT_WRITABLE", "WRITE_FAILED"] as const;

/** Whether an error says that the output can't be written to. */
export function isOutputError(error: unknown): boolean {
  return fatalCodes.some((code) => isTiterError(error, code));
}

/** Runs writes to the output; what the system refuses becomes one clear error. */
export function writing<T>(root: string, write: () => T): T {
  try {
    return write();
  } catch (thrown) {
    throw isTiterError(thrown) ? thrown : writeError(root, thrown);
  }
}
