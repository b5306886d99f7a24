import type { PlaneId } from "../../components/components.ts";
import { isLabels } from "../../files/zarr/layout.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import type { Shapes } from "../frame.ts";
import type { FrameShapes, PlaneAddress, Region, Source, SourceFacts } from "../messages.ts";

/** Where the hub's pixels come from. */
export interface PlaneSources {
  /** Throws what opening the source throws, `UNKNOWN_RUN`, `NO_CHECKPOINT`. */
  describe(source: Source): Promise<SourceFacts>;
  /** A whole plane at full size. Throws `UNKNOWN_WELL`, ..., `MISSING_PLANE`, `PLANE_NOT_WRITTEN`. */
  read(source: Source, well: string, id: PlaneId): Promise<Plane>;
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

/** Planes by address; those used last are kept, so that panning over a plane reads it once. */
export class PixelCache {
  readonly #sources: PlaneSources;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Plane>();
  #bytes = 0;

  constructor(sources: PlaneSources) {
    this.#sources = sources;
  }

  async cut({ source, well, level, region, ...id }: PlaneAddress): Promise<CutPlane> {
    const whole = await this.#level(source, well, plainId(id), level);
    return region ? cutPlane(whole, region) : { plane: whole, y: 0, x: 0 };
  }

  async #level(source: Source, well: string, id: PlaneId, level: number): Promise<Plane> {
    const key = JSON.stringify([source, well, id.site, id.channel, id.z, id.timepoint, level]);
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const plane =
      level === 0 ? await this.#sources.read(source, well, id) : halved(await this.#level(source, well, id, level - 1));
    this.#keep(key, plane);
    return plane;
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

/**
 * A plane of half as many rows and columns (rounded up): each pixel is the mean of up to four, rounded down in whole numbers; of
 * labels the upper left one.
 */
export function halved(plane: Plane): Plane {
  const [height, width] = [Math.ceil(plane.height / 2), Math.ceil(plane.width / 2)];
  const half = newPlane({ dtype: plane.dtype, height, width });
  const { data } = plane;
  if (isLabels(plane.dtype)) {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) half.data[y * width + x] = data[2 * y * plane.width + 2 * x]!;
    return half;
  }
  const whole = plane.dtype !== "float32";
  for (let y = 0; y < height; y++) {
    const above = 2 * y * plane.width;
    const below = Math.min(2 * y + 1, plane.height - 1) * plane.width;
    for (let x = 0; x < width; x++) {
      const left = 2 * x;
      const right = Math.min(left + 1, plane.width - 1);
      const sum = data[above + left]! + data[above + right]! + data[below + left]! + data[below + right]!;
      half.data[y * width + x] = whole ? Math.floor(sum / 4) : sum / 4;
    }
  }
  return half;
}

/** The part of a plane that lies in a region. */
export function cutPlane(plane: Plane, region: Region): CutPlane {
  const [y, x] = [clamp(region.y, plane.height), clamp(region.x, plane.width)];
  const height = clamp(region.y + region.height, plane.height) - y;
  const width = clamp(region.x + region.width, plane.width) - x;
  const part = newPlane({ dtype: plane.dtype, height, width });
  for (let row = 0; row < height; row++) {
    const from = (y + row) * plane.width + x;
    part.data.set(plane.data.subarray(from, from + width), row * width);
  }
  return { plane: part, y, x };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}

function plainId({ site, channel, z, timepoint }: PlaneId): PlaneId {
  return { site, channel, z, timepoint };
}
