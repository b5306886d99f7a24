import type { Dtype } from "../../image/dtype.ts";

/** A store as it is laid out before anything is written: one image per well and site, axes t, c, z, y, x. */
export interface StoreLayout {
  readonly dtype: Dtype;
  readonly shape: {
    readonly t: number;
    readonly c: number;
    readonly z: number;
    readonly y: number;
    readonly x: number;
  };
  /** Levels of each image, each half as large as the one before; 1 is the image alone. */
  readonly levels: number;
  /** Chunks inside the shard that holds a plane. */
  readonly innerChunk: { readonly y: number; readonly x: number };
  readonly sites: readonly number[];
  readonly channels: readonly { readonly id: number; readonly name: string; readonly color?: string }[];
  /** Null when unknown: then the store has scale 1 without a unit. */
  readonly pixelSizeUm: number | null;
  /** Centres of sites relative to the well in micrometres, y down. */
  readonly positions: readonly { readonly site: number; readonly y: number; readonly x: number }[];
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
export function arrayPath(layout: StoreLayout, well: StoreWell, site: number, level = 0): string {
  return `${well.row}/${well.column}/${layout.sites.indexOf(site)}/${level}`;
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
  const { shape, innerChunk } = layout;
  const [y, x] = [Math.ceil(shape.y / 2 ** level), Math.ceil(shape.x / 2 ** level)];
  const inner = { y: Math.min(innerChunk.y, y), x: Math.min(innerChunk.x, x) };
  return { ...layout, levels: 1, shape: { ...shape, y, x }, innerChunk: inner };
}

/** Path of a plane's shard, relative to its array. */
export function shardPath([t, c, z]: PlaneIndex): string {
  return `c/${t}/${c}/${z}/0/0`;
}

/** Rows and columns of inner chunks in a shard. */
export function chunkGrid({ shape, innerChunk }: StoreLayout): { readonly rows: number; readonly columns: number } {
  return { rows: Math.ceil(shape.y / innerChunk.y), columns: Math.ceil(shape.x / innerChunk.x) };
}
