import type { Pixels } from "titer/image";
import { firstWants } from "../scene/compose.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import { autoLimits, type Distribution, distributionOf } from "./distribution.ts";
import type { Piece, Pieces } from "./pieces.ts";
import { planeKey } from "./planeKey.ts";

/**
 * How the values of each visible layer are distributed, in the scene's first picture. A layer that had no look until now gets
 * the automatic one, once all of its picture is there.
 */
export function distributionsOf(model: ViewModel, pieces: Pieces): ReadonlyMap<string, Distribution> {
  const { state, scene } = model;
  const distributions = new Map<string, Distribution>();
  for (const layer of state.layers.filter(({ visible }) => visible)) {
    const wants = firstWants({ ...state, layers: [layer] }, scene);
    const parts: Pixels[] = [];
    for (const { plane, tile, size } of wants) {
      const found = pieces.find(planeKey(plane), size, tile, tile.level);
      if (found) parts.push(...rowsOf(found.piece));
    }
    if (parts.length === 0) continue;
    const distribution = distributionOf(parts);
    distributions.set(layer.id, distribution);
    if (layer.look === null)
      model.setLayer(layer.id, { look: { ...autoLimits(distribution), gamma: 1, map: layer.map } });
  }
  return distributions;
}

/** A piece's pixels: the raster's own when it fills it, else row by row. */
function rowsOf({ raster, left, top, box }: Piece): Pixels[] {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (width === raster.width && height === raster.height) return [raster.pixels];
  return Array.from({ length: height }, (_, row) => {
    const from = (top + row) * raster.width + left;
    return raster.pixels.subarray(from, from + width);
  });
}
