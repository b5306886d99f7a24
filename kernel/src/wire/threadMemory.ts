import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import vm from "node:vm";

const largeBytes = 2 ** 20;
/** So much more memory of large buffers may be in use before everything is searched for what is not. */
const allowance = 2 ** 27;

type Collect = (options?: { readonly type: "minor" }) => void;

/**
 * Bytes that can go to another thread: a copy with memory of its own, unless they lie in shared memory. A copy of 1 MiB or
 * more is shared memory: a transferred buffer counts as the heap's, and 50 MB more make V8 mark all of it, the compiler too.
 */
export function sendable(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  if (bytes.length >= largeBytes) {
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    return shared;
  }
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return new Uint8Array(copy.buffer);
}

/** What of some sendable buffers is transferred. */
export function transferable(buffers: readonly Uint8Array[]): ArrayBuffer[] {
  return buffers.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

/** Frees the shared memory of the messages that a thread makes and gets: V8 does not see that it is large. */
export class SharedMemory {
  readonly #collect: Collect;
  #limit = allowance;
  #collecting = false;

  constructor() {
    setFlagsFromString("--expose-gc");
    this.#collect = vm.runInNewContext("gc") as Collect;
  }

  /** A message with these buffers was handed on. */
  handled(buffers: readonly Uint8Array[]): void {
    if (!this.#collecting && buffers.some(({ buffer }) => buffer instanceof SharedArrayBuffer)) void this.#free();
  }

  /** Most messages are garbage once they are handled, which takes less than a millisecond to find among fresh objects. */
  async #free(): Promise<void> {
    this.#collecting = true;
    await setImmediate();
    this.#collect({ type: "minor" });
    await setImmediate();
    if (process.memoryUsage().arrayBuffers > this.#limit) {
      this.#collect();
      await setImmediate();
      this.#limit = process.memoryUsage().arrayBuffers + allowance;
    }
    this.#collecting = false;
  }
}
