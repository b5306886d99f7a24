import { TiterError } from "../errors.ts";
import { MemoryBudget } from "./budget.ts";
import { bytesOf, viewOf } from "./dtype.ts";
import type { Plane, PlaneHeader } from "./plane.ts";
import type { SpareBuffers } from "./spareBuffers.ts";

/**
 * Buffers for planes, used again and again: a fresh 8 MB buffer costs up to 3 ms of zeroing, a pooled one nothing.
 *
 * The pixels of an acquired plane are whatever was there before. A plane is released at most once, by whoever holds it;
 * after that its pixels may change at any time. One pool belongs to one thread.
 *
 * @example
 * ```ts
 * const pool = new PlanePool(512 << 20);
 * const plane = pool.acquire({ dtype: "uint16", height: 1024, width: 1024 });
 * pool.release(plane);
 * ```
 */
export class PlanePool {
  readonly #budget: MemoryBudget;
  readonly #spare: SpareBuffers | undefined;
  readonly #free = new Map<number, SharedArrayBuffer[]>();
  readonly #held = new Set<SharedArrayBuffer>();
  #heldBytes = 0;
  #freeBytes = 0;
  #peak = 0;

  /**
   * @param limit - the most bytes that there may be at once, or a budget shared with other pools; more is refused with `OUT_OF_MEMORY`.
   * @param spare - where buffers come from and go to in the end.
   */
  constructor(limit: number | MemoryBudget, spare?: SpareBuffers) {
    this.#spare = spare;
    this.#budget = typeof limit === "number" ? new MemoryBudget(limit) : limit;
  }

  /** Bytes held now and at most so far. */
  get usage(): { readonly held: number; readonly peak: number } {
    return { held: this.#heldBytes, peak: this.#peak };
  }

  /** A plane with undefined pixels; throws `OUT_OF_MEMORY` when the pool's limit would be passed. */
  acquire(header: PlaneHeader): Plane {
    const length = header.height * header.width;
    const bytes = length * bytesOf(header.dtype);
    const buffer = this.#take(bytes);
    this.#held.add(buffer);
    this.#heldBytes += bytes;
    this.#peak = Math.max(this.#peak, this.#heldBytes);
    return { ...header, data: viewOf(header.dtype, buffer, length) };
  }

  /** Gives a plane's buffer back; a plane that is not from this pool, or was released before, is refused. */
  release(plane: Plane): void {
    const buffer = plane.data.buffer as SharedArrayBuffer; // the pool only hands out shared buffers; others are not in #held
    if (!this.#held.delete(buffer)) {
      throw new TiterError("PLANE_NOT_HELD", {
        what: "a plane was released that this pool does not hold",
        todo: "Release each acquired plane once.",
      });
    }
    this.#heldBytes -= buffer.byteLength;
    this.#freeBytes += buffer.byteLength;
    const shelf = this.#free.get(buffer.byteLength);
    if (shelf) shelf.push(buffer);
    else this.#free.set(buffer.byteLength, [buffer]);
  }

  /** Whether a plane's buffer is held by this pool now. */
  holds(plane: Plane): boolean {
    return this.#held.has(plane.data.buffer as SharedArrayBuffer);
  }

  #take(bytes: number): SharedArrayBuffer {
    const kept = this.#free.get(bytes)?.pop();
    if (kept) {
      this.#freeBytes -= bytes;
      return kept;
    }
    if (this.#budget.take(bytes)) return this.#spare?.take(bytes) ?? new SharedArrayBuffer(bytes);
    this.trim();
    this.#spare?.clear();
    if (this.#budget.take(bytes)) return new SharedArrayBuffer(bytes);
    throw new TiterError("OUT_OF_MEMORY", {
      what: `a plane of ${bytes} bytes does not fit: ${this.#budget.used} of ${this.#budget.limit} bytes are in use, ${this.#heldBytes} of them here`,
      todo: "Process fewer planes at once or raise the memory budget.",
      details: { bytes, held: this.#heldBytes, used: this.#budget.used, limit: this.#budget.limit },
    });
  }

  /** Drops all buffers that nobody holds. */
  trim(): void {
    this.#free.clear();
    this.#budget.give(this.#freeBytes);
    this.#freeBytes = 0;
  }

  /** Gives everything back to the budget; planes that are still held must not be used any more. A second call does nothing. */
  [Symbol.dispose](): void {
    this.#held.clear();
    this.#budget.give(this.#heldBytes);
    this.#heldBytes = 0;
    if (this.#free.size > 0) this.#spare?.keep(this.#free);
    this.trim();
  }
}
