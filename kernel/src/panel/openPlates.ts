import { openPlate } from "titer";
import { type CompiledPlan, Plate } from "titer/engine";
import { isTiterError, TiterError } from "titer/errors";
import { placesOfPlate } from "./platePath.ts";

/** A plate that a panel has opened, and what was compiled for it last. */
export interface OpenPlate {
  readonly plate: Plate;
  compiled: CompiledPlan | undefined;
}

/** The plates that panels have opened in this kernel, by their absolute folders. */
export class OpenPlates {
  readonly #plates = new Map<string, OpenPlate>();

  /** Opens a plate, or opens it anew. Rejects with what opening throws; of several tries, with the first. */
  async open(path: string, pattern: string | undefined): Promise<Plate> {
    let first: unknown;
    for (const { folder, options } of placesOfPlate(path, pattern)) {
      try {
        const plate = new Plate(await openPlate(folder, options));
        this.#plates.set(plate.path, { plate, compiled: undefined });
        return plate;
      } catch (thrown) {
        first ??= thrown;
        if (!isTiterError(thrown, "NOT_A_PLATE")) throw thrown;
      }
    }
    throw first;
  }

  close(path: string): void {
    this.#plates.delete(path);
  }

  /** Throws `PLATE_NOT_OPEN`. */
  find(path: string): OpenPlate {
    const found = this.#plates.get(path);
    if (found) return found;
    throw new TiterError("PLATE_NOT_OPEN", {
      what: "the plate is not open in this kernel",
      where: { plate: path },
      todo: "Open it again; the kernel may have been restarted.",
    });
  }
}
