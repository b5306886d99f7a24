import { autoWindow, histogram } from "../display/contrast.ts";
import { encodePng } from "../display/png.ts";
import { binned, binningFor, type StoredPlane, storedPlane } from "../display/stored.ts";
import { messageOf } from "../errors.ts";
import { PlanePool } from "../image/pool.ts";
import { readPlane } from "../microscopes/disk/plate.ts";
import type { PlateIndex, WellIndex } from "../microscopes/plateIndex.ts";

/** So many wells are shown, spread over the plate: reading all would keep the notebook waiting. */
const shownWells = 8;
const side = 96;

/** A picture of a plate. */
export interface PlateMosaic {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  /** What is shown, and what cannot be. */
  readonly caption: string;
}

/** Small images of some wells side by side, the first image of each, all in one contrast; undefined when none can be read. */
export function plateMosaic(index: PlateIndex): PlateMosaic | undefined {
  const wells = spread(index.wells.filter(({ planes }) => planes.length > 0));
  const problems: string[] = [];
  const tiles = wells.flatMap((well) => {
    try {
      return [{ well: well.well, tile: tileOf(index, well) }];
    } catch (thrown) {
      problems.push(`${well.well}: ${messageOf(thrown)}`);
      return [];
    }
  });
  if (tiles.length === 0) return undefined;
  const caption = [`First images of ${tiles.map(({ well }) => well).join(", ")}`, ...problems].join(". ");
  return { ...drawn(tiles.map(({ tile }) => tile)), caption };
}

function spread(wells: readonly WellIndex[]): readonly WellIndex[] {
  if (wells.length <= shownWells) return wells;
  return Array.from({ length: shownWells }, (_, i) => wells[Math.round((i * (wells.length - 1)) / (shownWells - 1))]!);
}

function tileOf(index: PlateIndex, well: WellIndex): StoredPlane {
  const plane = storedPlane(readPlane(index, well.planes[0]!, new PlanePool(Number.POSITIVE_INFINITY)));
  return binned(plane, binningFor(plane.height, plane.width, side));
}

function drawn(tiles: readonly StoredPlane[]): Omit<PlateMosaic, "caption"> {
  const height = Math.max(...tiles.map((tile) => tile.height));
  const width = tiles.reduce((sum, tile) => sum + tile.width + 2, -2);
  const all = new Uint16Array(tiles.reduce((sum, { pixels }) => sum + pixels.length, 0));
  tiles.reduce((at, { pixels }) => {
    all.set(pixels, at);
    return at + pixels.length;
  }, 0);
  const { low, high } = autoWindow(histogram(all));
  const grey = new Uint8ClampedArray(height * width).fill(255);
  let left = 0;
  for (const tile of tiles) {
    for (let y = 0; y < tile.height; y++)
      for (let x = 0; x < tile.width; x++)
        grey[y * width + left + x] = (255 * (tile.pixels[y * tile.width + x]! - low)) / (high - low);
    left += tile.width + 2;
  }
  return { png: encodePng(new Uint8Array(grey.buffer), height, width), width, height };
}
