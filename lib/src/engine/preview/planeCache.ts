import type { Plane } from "../../image/plane.ts";

/** Planes that were computed, by what they were computed from; the ones that were not used for longest go first. */
export class PlaneCache {
  readonly #limit: number;
  readonly #planes = new Map<string, readonly Plane[]>();
  #bytes = 0;

  /** @param limit bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The planes of a key, made when they are not there. What fails is not kept. */
  async get(key: string, make: () => Promise<readonly Plane[]>): Promise<readonly Plane[]> {
    const known = this.#planes.get(key);
    if (known) {
      this.#planes.delete(key);
      this.#planes.set(key, known);
      return known;
    }
    const made = await make();
    if (!this.#planes.has(key)) this.#keep(key, made);
    return made;
  }

  #keep(key: string, planes: readonly Plane[]): void {
    this.#planes.set(key, planes);
    this.#bytes += sizeOf(planes);
    for (const [oldest, held] of this.#planes) {
      if (this.#bytes <= this.#limit || oldest === key) return;
      this.#planes.delete(oldest);
      this.#bytes -= sizeOf(held);
    }
  }
}

function sizeOf(planes: readonly Plane[]): number {
  return planes.reduce((sum, { data }) => sum + data.byteLength, 0);
}
