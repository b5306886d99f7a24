import { totalmem } from "node:os";
import { isTiterError, messageOf } from "../errors.ts";

/** What planes may take in all: half of the machine's memory, or of what its container has. */
export function memoryLimit(): number {
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY; // 0 where there is no such limit
  return Math.floor(Math.min(totalmem(), constrained) / 2);
}

/** What the ways to run out of memory say: our planes, array buffers, wasm, the JavaScript heap of a thread, native kernels. */
const signs =
  /array buffer allocation failed|webassembly\.memory|could not allocate memory|out of memory|bad_alloc|ENOMEM/i;

/** Whether something failed because memory ran out. */
export function isOutOfMemory(thrown: unknown): boolean {
  if (isTiterError(thrown)) return thrown.code === "OUT_OF_MEMORY" || isOutOfMemory(thrown.cause);
  if (typeof thrown !== "object" || thrown === null) return false;
  const code = "code" in thrown ? String(thrown.code) : "";
  return code === "ERR_WORKER_OUT_OF_MEMORY" || signs.test(messageOf(thrown));
}
