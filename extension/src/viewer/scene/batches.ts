import { stackKey } from "../draw/card.ts";
import type { Quad } from "../draw/quadBuffer.ts";
import type { Raster } from "../draw/raster.ts";
import type { LayerView } from "./viewState.ts";

/** Parts of the view that some layers fill from rasters of one kind and size, one of each layer, at the same places. */
export interface Batch {
  readonly stack: readonly { readonly layer: LayerView; readonly raster: Raster }[];
  readonly quads: Quad[];
}

interface Part {
  readonly layer: LayerView;
  readonly raster: Raster;
  readonly quad: Quad;
}

/** Puts together what can be drawn in one go: layers at the same place of rasters that are alike, and places of the same rasters. */
export class Batches {
  readonly #batches = new Map<string, Batch>();
  readonly #numbers = new Map<Raster, number>();
  #tile: Part[] = [];

  get all(): readonly Batch[] {
    return [...this.#batches.values()];
  }

  /** Adds a layer's part of the tile that is gone through. */
  add(layer: LayerView, raster: Raster, quad: Quad): void {
    this.#tile.push({ layer, raster, quad });
  }

  /** All layers of the tile were added. */
  endTile(): void {
    const stacks = new Map<string, Part[]>();
    for (const part of this.#tile) {
      const { left, top, right } = part.quad.source;
      const alone = part.layer.content === "labels" ? part.layer.id : "";
      const key = `${alone} ${stackKey(part.raster)} ${left} ${top} ${right}`;
      stacks.set(key, [...(stacks.get(key) ?? []), part]);
    }
    for (const stack of stacks.values()) this.#keep(stack);
    this.#tile = [];
  }

  #keep(stack: readonly Part[]): void {
    const key = stack.map(({ layer, raster }) => `${layer.id} ${this.#number(raster)}`).join("|");
    const batch = this.#batches.get(key) ?? { stack, quads: [] };
    batch.quads.push(stack[0]!.quad); // a stack has parts, all with this quad
    this.#batches.set(key, batch);
  }

  #number(raster: Raster): number {
    const number = this.#numbers.get(raster) ?? this.#numbers.size;
    this.#numbers.set(raster, number);
    return number;
  }
}
