import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isTiterError } from "../errors.ts";
import { writeError } from "../files/disk/atomic.ts";
import { refuseFull } from "../files/disk/emptyFolder.ts";
import { newPlane } from "../image/plane.ts";
import { encodeTiff } from "../tiff/index.ts";
import {
  imageXpressFormat,
  operaPhenixFormat,
  type PlannedPlane,
  type PlatePlan,
  pixelSizeUm,
} from "./plateFormats.ts";
import { Renderer } from "./render.ts";
import { type Cell, makeCells, makeTiles, type SceneOptions, tileGrid } from "./scene.ts";
import { truthDocuments } from "./truth.ts";

/** What a synthetic plate looks like. */
export interface SynthesizeOptions extends SceneOptions {
  readonly format: "imagexpress" | "operaphenix";
  /** How many wells, filled row by row: up to 96 in rows of 12, else up to 384 in rows of 24. */
  readonly wells: number;
}

/** The plate of the benchmarks: 540 planes of 1024 x 1024. */
export const synthesizeDefaults: SynthesizeOptions = {
  format: "imagexpress",
  wells: 4,
  sites: 9,
  channels: 3,
  z: 5,
  size: 1024,
  overlap: 0.1,
  seed: 1,
};

/** What {@link synthesize} made. */
export interface SynthesizedPlate {
  readonly path: string;
  /** Folder of the ground truth, beside the plate. */
  readonly truth: string;
  readonly planes: number;
}

const formats = { imagexpress: imageXpressFormat, operaphenix: operaPhenixFormat } as const;

/**
 * Makes a plate of cells with background, noise, stage error and overlapping sites, in a microscope's own format, and the ground
 * truth beside it in `<folder>.truth`. The same options give the same bytes on every machine.
 *
 * @param folder - must be absent or empty; it appears when everything is written.
 * @throws `NOT_EMPTY`; `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. After an error nothing is left.
 *
 * @example
 * ```ts
 * const { path } = await synthesize("plates/trial", { wells: 2, sites: 4, seed: 7 });
 * ```
 */
export async function synthesize(folder: string, options: Partial<SynthesizeOptions> = {}): Promise<SynthesizedPlate> {
  const all = { ...synthesizeDefaults, ...options };
  const path = resolve(folder);
  const truth = `${path}.truth`;
  await refuseFull(path);
  await refuseFull(truth);
  const making = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await mkdir(making, { recursive: true });
    const planes = await writePlate(basename(path), join(making, "plate"), join(making, "truth"), all);
    await rename(join(making, "truth"), truth);
    await rename(join(making, "plate"), path);
    return { path, truth, planes };
  } catch (cause) {
    throw isTiterError(cause) ? cause : writeError(path, cause);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function writePlate(name: string, plate: string, truth: string, options: SynthesizeOptions): Promise<number> {
  const plan = planOf(name, options);
  const format = formats[options.format];
  const renderer = new Renderer(options.size, options.seed);
  const plane = newPlane({
    dtype: "uint16",
    height: options.size,
    width: options.size,
    spacing: { y: pixelSizeUm, x: pixelSizeUm },
  });
  for (const [path, text] of format.documents(plan)) await writeText(join(plate, path), text);
  const cells: Cell[][] = [];
  let written = 0;
  for (const [w, well] of plan.wells.entries()) {
    const cellsHere = makeCells(options, w);
    cells.push(cellsHere);
    for (const tile of well.tiles) {
      for (let channel = 1; channel <= plan.channels; channel++) {
        for (let z = 1; z <= plan.z; z++) {
          const planned: PlannedPlane = { well, tile, channel, z };
          renderer.draw(cellsHere, tile, channel - 1, z, written++, plane.data);
          const path = join(plate, format.imagePath(plan, planned));
          const description = format.description?.(plan, planned);
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, encodeTiff(plane, description === undefined ? {} : { description }));
        }
      }
    }
  }
  for (const [path, text] of truthDocuments(plan, cells, options)) await writeText(join(truth, path), text);
  return written;
}

function planOf(name: string, options: SynthesizeOptions): PlatePlan {
  const columns = options.wells <= 96 ? 12 : 24;
  return {
    name,
    wells: Array.from({ length: options.wells }, (_, i) => ({
      row: Math.floor(i / columns) + 1,
      column: (i % columns) + 1,
      tiles: makeTiles(options, i),
    })),
    plateRows: options.wells <= 96 ? 8 : 16,
    plateColumns: columns,
    grid: tileGrid(options.sites),
    channels: options.channels,
    z: options.z,
    size: options.size,
  };
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
