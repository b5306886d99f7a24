/** Bytes of planes that several pools, in several threads, may hold together. */
export class MemoryBudget {
  readonly limit: number;
  /** One number on shared memory: give it to other threads, which make a budget of the same limit from it. */
  readonly shared: BigInt64Array;
  readonly #own: BigInt64Array | undefined;

  /**
   * @param shared - of the budget that this one is a part of; default: a new one of which nothing is used.
   * @param own - one number that counts what is taken by this part; who watches a thread gives that back when the thread dies.
   */
  constructor(limit: number, shared: BigInt64Array = sharedCount(), own?: BigInt64Array) {
    this.limit = limit;
    this.shared = shared;
    this.#own = own;
  }

  /** Bytes in use by all. */
  get used(): number {
    return Number(Atomics.load(this.shared, 0));
  }

  /** Takes bytes if they are there; nothing is taken otherwise. */
  take(bytes: number): boolean {
    // Add first and take back when it was too much: two who ask at once never both get the last bytes.
    const before = Number(Atomics.add(this.shared, 0, BigInt(bytes)));
    if (this.#own) Atomics.add(this.#own, 0, BigInt(bytes));
    if (before + bytes <= this.limit) return true;
    this.give(bytes);
    return false;
  }

  /** Gives bytes back. */
  give(bytes: number): void {
    Atomics.sub(this.shared, 0, BigInt(bytes));
    if (this.#own) Atomics.sub(this.#own, 0, BigInt(bytes));
  }
}

/** A count of 0 on shared memory. */
export function sharedCount(): BigInt64Array {
  return new BigInt64Array(new SharedArrayBuffer(8));
}
