import type { Pixels } from "../../image/dtype.ts";

/** Unpacked chunks that hold several planes, so that each is unpacked once while its planes are read. */
export class ChunkCache {
  readonly #limit: number;
  readonly #chunks = new Map<string, Pixels>();
  #bytes = 0;

  /** @param limit - bytes to keep; the newest chunk stays even when it is larger. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The chunk of that key, made when it is not there; the oldest ones give way. */
  get(key: string, make: () => Pixels): Pixels {
    const kept = this.#chunks.get(key);
    if (kept) return kept;
    const made = make();
    this.#chunks.set(key, made);
    this.#bytes += made.byteLength;
    for (const [old, pixels] of this.#chunks) {
      if (this.#bytes <= this.#limit || old === key) break;
      this.#chunks.delete(old);
      this.#bytes -= pixels.byteLength;
    }
    return made;
  }
}
