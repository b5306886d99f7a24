import type { PlaneId } from "../../components/components.ts";
import { openTiles, type Tiles } from "../../files/disk/tiles.ts";
import { isLabels } from "../../files/zarr/layout.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import type { Shapes } from "../frame.ts";
import type { FrameShapes, PlaneAddress, Region, Source, SourceFacts } from "../messages.ts";
import type { SmallPlanes } from "./smallPlanes.ts";

/** Where the hub's pixels come from. */
export interface PlaneSources {
  /** Throws what opening the source throws, `UNKNOWN_RUN`, `NO_CHECKPOINT`. */
  describe(source: Source): Promise<SourceFacts>;
  /** A whole plane at full size. Throws `UNKNOWN_WELL`, ..., `MISSING_PLANE`, `PLANE_NOT_WRITTEN`. */
  read(source: Source, well: string, id: PlaneId): Promise<Plane>;
  /** A level, or a part of it, as it lies in the source; undefined when it has to be made of the whole plane. Throws as `read` does. */
  part(
    source: Source,
    well: string,
    id: PlaneId,
    level: number,
    region: Region | undefined,
  ): Promise<CutPlane | undefined>;
  /** Changes when a plane's pixels do; empty when nothing tells. */
  state(source: Source, well: string, id: PlaneId): Promise<string>;
  /** The planes of a well that a run keeps of a step. Throws `UNKNOWN_RUN`, `NO_CHECKPOINT`. */
  kept(source: Source, well: string): Promise<readonly PlaneId[]>;
  /** Points and outlines of a plane that a run has left; none when its steps make none. Throws `UNKNOWN_RUN`. */
  shapes(source: Source, well: string, id: PlaneId): Promise<readonly KeptShapes[]>;
}

/** Points or outlines that are kept. */
export interface KeptShapes {
  readonly facts: FrameShapes;
  readonly arrays: Shapes;
}

/** Part of a plane, and where it begins there. */
export interface CutPlane {
  readonly plane: Plane;
  readonly y: number;
  readonly x: number;
}

/** How many bytes of planes are kept for the next request. */
const mostKept = 256 << 20;

/**
 * Planes by address. Sources with levels are read as they lie; of others whole planes are read and halved, and those used last are
 * kept as long as their files do not change, so that panning over a plane reads it once.
 */
export class PixelCache {
  readonly #sources: PlaneSources;
  readonly #small: SmallPlanes | undefined;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Plane>();
  #tiles: Tiles | undefined;
  #bytes = 0;

  /** @param small - keeps coarse planes beyond the process. */
  constructor(sources: PlaneSources, small?: SmallPlanes) {
    this.#sources = sources;
    this.#small = small;
  }

  async cut({ source, well, level, region, ...id }: PlaneAddress): Promise<CutPlane> {
    const part = await this.#sources.part(source, well, plainId(id), level, region);
    if (part) return part;
    const state = await this.#sources.state(source, well, plainId(id));
    const whole = await this.#level(source, well, plainId(id), level, state);
    return region ? cutPlane(whole, region) : { plane: whole, y: 0, x: 0 };
  }

  async #level(source: Source, well: string, id: PlaneId, level: number, state: string): Promise<Plane> {
    const key = JSON.stringify([source, well, id.site, id.channel, id.z, id.timepoint, level, state]);
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const plane = await this.#made(source, well, id, level, state, key);
    this.#keep(key, plane);
    return plane;
  }

  async #made(source: Source, well: string, id: PlaneId, level: number, state: string, key: string): Promise<Plane> {
    if (level === 0) return this.#sources.read(source, well, id);
    const small = state === "" ? undefined : this.#small;
    const made = small?.get(key);
    if (made) return made;
    const half = this.#halved(await this.#level(source, well, id, level - 1, state));
    small?.put(key, { ...id, well, level }, half);
    return half;
  }

  /** Half as many rows and columns, rounded up, as stores have them: means of two by two pixels, of labels the upper left one. */
  #halved(plane: Plane): Plane {
    this.#tiles ??= openTiles();
    const [height, width] = [Math.ceil(plane.height / 2), Math.ceil(plane.width / 2)];
    const half = newPlane({ dtype: plane.dtype, height, width });
    this.#tiles.halve(plane, half, !isLabels(plane.dtype));
    return half;
  }

  #keep(key: string, plane: Plane): void {
    this.#kept.set(key, plane);
    this.#bytes += plane.data.byteLength;
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= mostKept) return;
      this.#kept.delete(oldest);
      this.#bytes -= old.data.byteLength;
    }
  }
}

/** How often a plane must be halved until its longer side is at most `size`. */
export function levelFor({ y, x }: { readonly y: number; readonly x: number }, size: number): number {
  let level = 0;
  for (let side = Math.max(y, x); side > size; side = Math.ceil(side / 2)) level++;
  return level;
}

/** The part of a plane that lies in a region. */
export function cutPlane(plane: Plane, region: Region): CutPlane {
  const { y, x, height, width } = clampRegion(plane, region);
  const part = newPlane({ dtype: plane.dtype, height, width });
  for (let row = 0; row < height; row++) {
    const from = (y + row) * plane.width + x;
    part.data.set(plane.data.subarray(from, from + width), row * width);
  }
  return { plane: part, y, x };
}

/** A region cut to what a plane has; without one all of it. */
export function clampRegion(plane: Pick<Plane, "height" | "width">, region: Region | undefined): Region {
  if (!region) return { y: 0, x: 0, height: plane.height, width: plane.width };
  const [y, x] = [clamp(region.y, plane.height), clamp(region.x, plane.width)];
  const height = clamp(region.y + region.height, plane.height) - y;
  const width = clamp(region.x + region.width, plane.width) - x;
  return { y, x, height, width };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}

function plainId({ site, channel, z, timepoint }: PlaneId): PlaneId {
  return { site, channel, z, timepoint };
}
