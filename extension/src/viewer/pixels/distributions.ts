import type { Pixels } from "titer/image";
import { firstWants } from "../scene/compose.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import { autoLimits, type Distribution, distributionOf } from "./distribution.ts";
import { planeKey } from "./loader.ts";
import type { Pieces } from "./pieces.ts";

/**
 * How the values of each visible layer are distributed, in the scene's first picture. A layer that had no look until now gets
 * the automatic one, once all of its picture is there.
 */
export function distributionsOf(model: ViewModel, pieces: Pieces): ReadonlyMap<string, Distribution> {
  const { state, scene } = model;
  const distributions = new Map<string, Distribution>();
  for (const layer of state.layers.filter(({ visible }) => visible)) {
    const wants = firstWants({ ...state, layers: [layer] }, scene);
    const parts = new Set<Pixels>();
    for (const { plane, tile, size } of wants) {
      const found = pieces.find(planeKey(plane), size, tile, tile.level);
      if (found) parts.add(found.piece.raster.pixels);
    }
    if (parts.size === 0) continue;
    const distribution = distributionOf([...parts]);
    distributions.set(layer.id, distribution);
    if (layer.look === null)
      model.setLayer(layer.id, { look: { ...autoLimits(distribution), gamma: 1, map: layer.map } });
  }
  return distributions;
}
