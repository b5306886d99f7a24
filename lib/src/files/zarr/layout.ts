import type { Dtype } from "../../image/dtype.ts";
import type { Compression } from "./compression.ts";

/** Lengths along the axes of an image. */
export interface Extent {
  readonly t: number;
  readonly c: number;
  readonly z: number;
  readonly y: number;
  readonly x: number;
}

/** A store as it is laid out before anything is written: one image per well and site, axes t, c, z, y, x. */
export interface StoreLayout {
  /** Version of NGFF: 0.5 is zarr version 3, 0.4 is zarr version 2. */
  readonly ngff: "0.5" | "0.4";
  readonly dtype: Dtype;
  readonly shape: Extent;
  /** Levels of each image, each half as large as the one before; 1 is the image alone. */
  readonly levels: number;
  /** What is packed as one. */
  readonly chunk: Extent;
  /** What one file holds: whole chunks, at least one; more make a shard, which NGFF 0.4 has not. */
  readonly file: Extent;
  /** How many planes one file of the coarser levels holds along t, c and z: they are small, and a file costs more than its bytes. */
  readonly coarseFile: Pick<Extent, "t" | "c" | "z">;
  readonly compression: Compression;
  readonly sites: readonly number[];
  /** Of label images (see {@link isLabels}): their name, under which they lie in `labels/` below their image. */
  readonly labels?: string;
  /** Of label images: the images above them are those of another layout in the same folder, which names them in `labelNames`. */
  readonly below?: boolean;
  /** Of images: names of the label images below them. */
  readonly labelNames?: readonly string[];
  readonly channels: readonly { readonly id: number; readonly name: string; readonly color?: string }[];
  /** Null when unknown: then the store has scale 1 without a unit. */
  readonly pixelSizeUm: number | null;
  /** Micrometres between z planes, and seconds between time points; absent when unknown, or when there is one. */
  readonly zStepUm?: number;
  readonly timeStepSeconds?: number;
  /** Centres of sites relative to the well in micrometres, y down. */
  readonly positions: readonly { readonly site: number; readonly y: number; readonly x: number }[];
}

/** Folder of an image's label images, below its own. */
export const labelsFolder = "labels";

/** Whether pixels are labels of objects: their coarser levels are picked, not averaged. */
export function isLabels(dtype: Dtype): boolean {
  return dtype === "int32" || dtype === "uint32";
}

/** A well of a store: its name and the groups it lies in (`B`, `03`). */
export interface StoreWell {
  readonly well: string;
  readonly row: string;
  readonly column: string;
}

/** Place of a plane in its image. */
export type PlaneIndex = readonly [t: number, c: number, z: number];

/** Path of an array of an image, relative to the store; level 0 is the finest. Sites are counted from 0 in the order of the layout. */
export function arrayPath(
  layout: Pick<StoreLayout, "sites" | "labels">,
  well: StoreWell,
  site: number,
  level = 0,
): string {
  return `${imagePath(layout, well, site)}/${levelPath(layout, level)}`;
}

/** Path of an image, relative to the store. */
export function imagePath({ sites }: Pick<StoreLayout, "sites">, { row, column }: StoreWell, site: number): string {
  return `${row}/${column}/${sites.indexOf(site)}`;
}

/** Path of a level, relative to its image. */
export function levelPath({ labels }: Pick<StoreLayout, "labels">, level: number): string {
  return labels === undefined ? String(level) : `${labelsFolder}/${labels}/${level}`;
}

/** Most levels that an image gets. */
const mostLevels = 6;

/** How many levels make an image small enough to be drawn from one chunk. */
export function levelCount(shape: { readonly y: number; readonly x: number }, chunk: number): number {
  const halvings = Math.ceil(Math.log2(Math.max(shape.y, shape.x) / chunk));
  return Math.min(mostLevels, Math.max(0, halvings) + 1);
}

/** The layout of a level's array alone. */
export function levelLayout(layout: StoreLayout, level: number): StoreLayout {
  const y = sideOf(layout, "y", level);
  const x = sideOf(layout, "x", level);
  const { shape, chunk, file, coarseFile } = layout;
  return {
    ...layout,
    levels: 1,
    shape: { ...shape, y: y.length, x: x.length },
    chunk: { ...chunk, y: y.chunk, x: x.chunk },
    file: { ...file, ...(level > 0 ? coarseFile : {}), y: y.file, x: x.file },
  };
}

/** A side of a level; chunks and files never reach a whole chunk beyond it. */
function sideOf({ shape, chunk, file }: StoreLayout, axis: "y" | "x", level: number) {
  const length = Math.ceil(shape[axis] / 2 ** level);
  const chunkLength = Math.min(chunk[axis], length);
  return { length, chunk: chunkLength, file: Math.min(file[axis], Math.ceil(length / chunkLength) * chunkLength) };
}

/** Path of the file that holds a pixel of a plane, relative to its array. */
export function filePath({ ngff, file }: StoreLayout, [t, c, z]: PlaneIndex, y = 0, x = 0): string {
  const place = [t / file.t, c / file.c, z / file.z, y / file.y, x / file.x].map(Math.floor).join("/");
  return ngff === "0.5" ? `c/${place}` : place;
}
