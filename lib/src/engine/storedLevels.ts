import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Plan, wellsOf } from "../compile/plan.ts";
import type { PlaneId } from "../components/components.ts";
import { nodeDocument, ZarrReader } from "../files/disk/zarrReader.ts";
import { arrayPath, filePath } from "../files/zarr/layout.ts";
import { omeAttributes, parseMultiscale } from "../files/zarr/multiscale.ts";
import { newPlane } from "../image/plane.ts";
import { omeZarr } from "../microscopes/omezarr/omeZarr.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import { type CutPlane, clampRegion } from "../stream/hub/pixels.ts";
import type { Region } from "../stream/messages.ts";
import { findPlane } from "./findPlane.ts";
import { storeFolder } from "./planeStores.ts";
import { keptPlane } from "./results.ts";

/** A plane of a store on the disk. */
export interface StoredAt {
  /** Folder of the array with its full size. */
  readonly array: string;
  /** Its place in the array: a page, or t, c and z. */
  readonly page: number | readonly [number, number, number];
  /** A file that changes whenever the plane does. */
  readonly file: string;
}

/** Where a plane of a run lies, when its store is an OME-Zarr one; throws as `resultPlane` does. */
export function storedInRun(plan: Plan, step: string | undefined, well: string, id: PlaneId): StoredAt | undefined {
  const { store, found } = keptPlane(plan, { ...(step === undefined ? {} : { step }), well, ...id });
  if (store.backend !== "zarr") return undefined;
  const place = plan.wells.flatMap(wellsOf).find((one) => one.well === well)!; // keptPlane has found the well
  const array = join(storeFolder(plan.output, store), arrayPath(store, place, found.id.site));
  return { array, page: found.index, file: join(array, filePath(store, found.index)) };
}

/** Where a plane of a plate lies, when this is an OME-Zarr one. */
export function storedInPlate(index: PlateIndex, well: string, id: PlaneId): StoredAt | undefined {
  if (index.format !== omeZarr.format) return undefined;
  const { file } = findPlane(index, { well, ...id });
  const array = join(index.path, file.path);
  return { array, page: file.page, file: array };
}

/** When a plane's file was last changed; empty when it is not there. */
export function stateOf({ file }: Pick<StoredAt, "file">): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : "";
}

/** How long a reader keeps what it has opened, in milliseconds: a store may be written again. */
const trusted = 2000;

/** Reads parts of planes as stores have them, in any level that was written. */
export class StoredLevels {
  #reader = new ZarrReader();
  #since = 0;

  /** Undefined when the store has no such level, or has not got it yet. */
  read({ array, page }: StoredAt, level: number, region: Region | undefined): CutPlane | undefined {
    const now = performance.now();
    if (now - this.#since > trusted) [this.#reader, this.#since] = [new ZarrReader(), now];
    const of = levelArray(array, level);
    if (of === undefined) return undefined;
    const at = typeof page === "number" ? page : this.#reader.page(of, page);
    if (!this.#reader.has(of, at)) return undefined;
    const header = this.#reader.header(of);
    const { y, x, height, width } = clampRegion(header, region);
    const plane = newPlane({ ...header, height, width });
    this.#reader.read(of, at, plane, { top: y, left: x });
    return { plane, y, x };
  }
}

/** The array of a level, if it has half as many rows and columns as the one before, again and again. */
function levelArray(array: string, level: number): string | undefined {
  if (level === 0) return array;
  const { levels } = parseMultiscale(omeAttributes(nodeDocument(dirname(array), "group")));
  const [finest, coarser] = [levels[0], levels[level]];
  if (!finest || !coarser) return undefined;
  const fits = coarser.scale.slice(-2).every((step, axis) => {
    const whole = finest.scale.slice(-2)[axis] ?? 1;
    return Math.abs(step / whole / 2 ** level - 1) < 0.01;
  });
  return fits ? join(dirname(array), coarser.path) : undefined;
}
