import type { Point } from "../camera.ts";
import { formatValue } from "../contrastSubject.ts";
import { type Place, planeAt } from "../scene/scene.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import type { LayerView } from "../scene/viewState.ts";
import type { Pieces } from "./pieces.ts";
import { planeKey, planeOf } from "./planeKey.ts";

/** What the pointer is over. */
export interface Cursor {
  /** In pixels of the plane of `well`. */
  readonly at: Point;
  readonly well: string;
  /** The visible layers' values there; null where no pixels have come. `level` is above 0 while only a coarser picture is there. */
  readonly values: readonly { readonly layer: LayerView; readonly value: number | null; readonly level: number }[];
}

/** What lies under a point of the scene; null between planes. @param place - that is shown */
export function cursorAt({ scene, state }: ViewModel, pieces: Pieces, place: Place, point: Point): Cursor | null {
  const plane = planeAt(scene, point.x, point.y);
  if (!plane) return null;
  const at = { x: Math.floor(point.x - plane.x), y: Math.floor(point.y - plane.y) };
  const values = state.layers
    .filter(({ visible }) => visible)
    .map((layer) => {
      const key = planeKey(planeOf(state.source, layer, { ...place, well: plane.well }));
      const found = pieces.valueAt(key, at.x, at.y);
      return { layer, value: found?.value ?? null, level: found?.level ?? 0 };
    });
  return { at, well: plane.well, values };
}

/** A cursor in words. */
export function cursorWords({ at, well, values }: Cursor, pixelSizeUm: number | null): string {
  const um = pixelSizeUm === null ? "" : ` (${(at.x * pixelSizeUm).toFixed(1)}, ${(at.y * pixelSizeUm).toFixed(1)} µm)`;
  const texts = values.map(({ layer, value, level }) => {
    const about = level > 0 ? "≈ " : "";
    return `${layer.name} ${value === null ? "…" : `${about}${formatValue(value)}`}`;
  });
  return `${well}  x ${at.x}, y ${at.y}${um}   ${texts.join("   ")}`;
}
