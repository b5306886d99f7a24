import { TiterError } from "../errors.ts";
import type { Plane, Stack } from "../image/plane.ts";
import type { PlanePool } from "../image/pool.ts";

/**
 * The planes of a well in their planned slots. A function may return its input, so one buffer can be in several slots:
 * it goes back to the pool with its last holder.
 */
export class Slots {
  readonly #pool: PlanePool;
  readonly #planes = new Map<number, Plane>();
  readonly #holders = new Map<ArrayBufferLike, number>();

  constructor(pool: PlanePool) {
    this.#pool = pool;
  }

  put(slot: number, plane: Plane): void {
    if (this.#planes.has(slot)) {
      throw new TiterError("BAD_PLAN", { what: `slot ${slot} is still in use`, todo: "Compile the plan again." });
    }
    this.#planes.set(slot, plane);
    this.retain([plane]);
  }

  get(slot: number): Plane {
    const plane = this.#planes.get(slot);
    if (plane) return plane;
    throw new TiterError("BAD_PLAN", { what: `slot ${slot} is empty`, todo: "Compile the plan again." });
  }

  free(slot: number): void {
    const plane = this.get(slot);
    this.#planes.delete(slot);
    this.releaseAll([plane]);
  }

  /** Holds planes outside of slots for a while; each is released by {@link releaseAll}. */
  retain(planes: Stack): void {
    for (const { data } of planes) this.#holders.set(data.buffer, (this.#holders.get(data.buffer) ?? 0) + 1);
  }

  releaseAll(planes: Stack): void {
    for (const plane of planes) {
      const left = (this.#holders.get(plane.data.buffer) ?? 0) - 1;
      if (left > 0) this.#holders.set(plane.data.buffer, left);
      else {
        this.#holders.delete(plane.data.buffer);
        if (this.#pool.holds(plane)) this.#pool.release(plane); // functions may also return planes of their own making
      }
    }
  }

  /** Whether a plane is in a slot or retained. */
  holds(plane: Plane): boolean {
    return this.#holders.has(plane.data.buffer);
  }

  /** Empties all slots, after a well or a failure. */
  clear(): void {
    for (const slot of [...this.#planes.keys()]) this.free(slot);
  }
}
