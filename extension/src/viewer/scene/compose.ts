import type { Box } from "../draw/quadBuffer.ts";
import { visibleQuad } from "../draw/quads.ts";
import type { Want } from "../pixels/loader.ts";
import type { Pieces } from "../pixels/pieces.ts";
import { type PlaneOf, planeKey, planeOf } from "../pixels/planeKey.ts";
import type { Frame } from "../stage.ts";
import { type Batch, Batches } from "./batches.ts";
import type { PlacedPlane, Scene } from "./scene.ts";
import { levelFor, levelWithin, type Tile, tileBox, tilesIn } from "./tiles.ts";
import type { ViewState } from "./viewState.ts";

/** A scene's first picture of a plane has at most so many pixels on a side; on a plate so many for each well. */
const firstSide = 1024;
const wellSide = 64;

/** What is drawn and what is wanted for it. */
export interface Composition {
  readonly batches: readonly Batch[];
  readonly wants: readonly Want[];
  /** Whether there is something to draw for all that is seen of every layer. */
  readonly complete: boolean;
}

/** The level of the first picture: the coarsest that is asked for. */
export function firstLevel({ planes, planeSize }: Scene): number {
  return levelWithin(planeSize, planes.length > 1 ? wellSide : firstSide);
}

/**
 * Finds for all that is seen of the visible layers the best pieces there are, none over another, since layers are added up.
 *
 * @param isMissing - whether a plane is known not to be there: nothing is waited for
 * @param firstComes - whether the first picture comes by itself, and is not asked for
 */
export function compose(
  { source, layers, place }: Pick<ViewState, "source" | "layers" | "place">,
  scene: Scene,
  frame: Frame,
  pieces: Pieces,
  isMissing: (plane: PlaneOf) => boolean,
  firstComes = false,
): Composition {
  const coarsest = firstLevel(scene);
  const level = levelFor(1 / (frame.camera.zoom * frame.ratio), coarsest);
  const seen = scene.planes.flatMap((plane) => visibleTiles(plane, scene, level, frame));
  const batches = new Batches();
  const first: Want[] = [];
  const fine: Want[] = [];
  let complete = true;
  for (const { at, tile } of seen) {
    for (const layer of layers) {
      if (!layer.visible) continue;
      const plane = planeOf(source, layer, { ...place, well: at.well });
      const found = pieces.find(planeKey(plane), scene.planeSize, tile, coarsest);
      if (!found || found.piece.level > level) {
        const shift = coarsest - level;
        const coarse = { level: coarsest, row: tile.row >> shift, column: tile.column >> shift };
        if (!found && !firstComes) first.push({ plane, size: scene.planeSize, tile: coarse });
        if (level < coarsest || !firstComes) fine.push({ plane, size: scene.planeSize, tile });
      }
      complete &&= found !== null || isMissing(plane);
      const quad = found && visibleQuad(placed(tileBox(scene.planeSize, tile), tile, at), found.source, frame);
      if (found && quad) batches.add(layer, found.piece.raster, quad);
    }
    batches.endTile();
  }
  return { batches: batches.all, wants: distinct([...first, ...fine]), complete };
}

/** All the tiles of a scene's first picture. */
export function firstWants({ source, layers, place }: ViewState, scene: Scene): Want[] {
  const level = firstLevel(scene);
  const { width, height } = scene.planeSize;
  const tiles = tilesIn(scene.planeSize, level, { left: 0, top: 0, right: width, bottom: height });
  const visible = layers.filter((layer) => layer.visible);
  return visible.flatMap((layer) =>
    scene.planes.flatMap(({ well }) =>
      tiles.map((tile) => ({
        plane: planeOf(source, layer, { ...place, well }),
        size: scene.planeSize,
        tile,
      })),
    ),
  );
}

function visibleTiles(
  at: PlacedPlane,
  { planeSize }: Scene,
  level: number,
  frame: Frame,
): { readonly at: PlacedPlane; readonly tile: Tile }[] {
  const { camera, size } = frame;
  const across = size.width / camera.zoom / 2;
  const down = size.height / camera.zoom / 2;
  const part = {
    left: camera.x - across - at.x,
    top: camera.y - down - at.y,
    right: camera.x + across - at.x,
    bottom: camera.y + down - at.y,
  };
  return tilesIn(planeSize, level, part).map((tile) => ({ at, tile }));
}

/** A tile's rectangle in the image. */
function placed({ left, top, right, bottom }: Box, { level }: Tile, at: PlacedPlane): Box {
  const factor = 2 ** level;
  return {
    left: at.x + left * factor,
    top: at.y + top * factor,
    right: at.x + right * factor,
    bottom: at.y + bottom * factor,
  };
}

function distinct(wants: readonly Want[]): Want[] {
  const byKey = new Map(wants.map((want) => [`${planeKey(want.plane)}/${Object.values(want.tile).join("/")}`, want]));
  return [...byKey.values()];
}
