/**
 * Buffers that a pool leaves to the next one of its thread: the garbage collector may take long to give back what a pool drops, and new
 * memory must be zeroed. Spare buffers count in no budget.
 */
export class SpareBuffers {
  #bySize: ReadonlyMap<number, SharedArrayBuffer[]> = new Map();

  /** A buffer of a size, if there is one. */
  take(bytes: number): SharedArrayBuffer | undefined {
    return this.#bySize.get(bytes)?.pop();
  }

  /** Keeps buffers, by their sizes, in place of those that are left from before. */
  keep(bySize: ReadonlyMap<number, readonly SharedArrayBuffer[]>): void {
    this.#bySize = new Map([...bySize].map(([bytes, buffers]) => [bytes, [...buffers]]));
  }

  clear(): void {
    this.#bySize = new Map();
  }
}
