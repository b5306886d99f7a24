/**
 * Opening plates of 100,224 images (384 wells, 9 sites, 29 z planes) of each format by their names, metadata and a few headers, against
 * 2 s; against a bare walk over the folders; and again from the index that was kept.
 */
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createStore } from "../lib/dist/files/disk/storeWriter.js";
import { chosenLayout } from "../lib/dist/files/zarr/options.js";
import { newPlane } from "../lib/dist/image/index.js";
import { openPlate } from "../lib/dist/microscopes/disk/plate.js";
import { wellName } from "../lib/dist/microscopes/wells.js";
import { imageXpressFormat, operaPhenixFormat } from "../lib/dist/samples/plateFormats.js";
import { makeTiles, tileGrid } from "../lib/dist/samples/scene.js";
import { encodeTiff } from "../lib/dist/tiff/index.js";
import { inBench } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const scene = { sites: 9, channels: 1, z: 29, size: 4, overlap: 0, seed: 1 };
const wells = Array.from({ length: 384 }, (_, i) => ({ row: 1 + Math.floor(i / 24), column: 1 + (i % 24) }));

/** @type {import("../lib/dist/samples/plateFormats.js").PlatePlan} */
const plan = {
  name: "names",
  wells: wells.map((well, i) => ({ ...well, tiles: makeTiles(scene, i) })),
  plateRows: 16,
  plateColumns: 24,
  grid: tileGrid(scene.sites),
  channels: 1,
  z: scene.z,
  size: scene.size,
};

/** How the plate of each format is made in an empty folder. @type {Readonly<Record<string, (folder: string) => void>>} */
const formats = {
  imagexpress: (folder) => writeFormat(folder, imageXpressFormat),
  operaphenix: (folder) => writeFormat(folder, operaPhenixFormat),
  openhcs: writeOpenHcs,
  omezarr: writeStore,
};

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 5 }) {
  process.env.TITER_HOME = inBench("home");
  const rows = [];
  for (const [format, make] of Object.entries(formats)) {
    const plate = made(inBench(`names-${format}`), make);
    const count = async (/** @type {boolean} */ cache) => {
      const { wells, missing } = await openPlate(plate, { cache });
      const planes = wells.reduce((sum, well) => sum + well.planes.length, 0);
      if (planes !== 100_224 || missing.length > 0) throw new Error("another plate was read");
    };
    await count(true); // which keeps the index
    const empty = () => /** @type {number[]} */ ([]);
    const [cold, warm, walk] = [empty(), empty(), empty()];
    for (let round = 0; round < runs; round++) {
      cold.push(await timed(() => count(false)));
      warm.push(await timed(() => count(true)));
      walk.push(await timed(async () => readdirSync(plate, { recursive: true })));
    }
    for (const [name, values] of Object.entries({ cold, warm, walk }))
      console.error(`  ${format}, ${name}: ${spread(values, "ms")}`);
    const [ours, again, bare] = [median(cold), median(warm), median(walk)];
    const name = `${format}: open 100,224 images`;
    rows.push(
      { name, peer: "2 s", ours, theirs: 2000, unit: "ms", ratio: 2000 / ours },
      { name, peer: "bare walk", ours, theirs: bare, unit: "ms", ratio: bare / ours },
      { name: `${format}: open again`, peer: "bare walk", ours: again, theirs: bare, unit: "ms", ratio: bare / again },
    );
  }
  return rows;
}

/** Makes a plate once. @param {string} path @param {(folder: string) => void} make */
function made(path, make) {
  if (existsSync(path)) return path;
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  make(unfinished);
  renameSync(unfinished, path);
  return path;
}

/** @param {string} folder @param {import("../lib/dist/samples/plateFormats.js").PlateFormat} format */
function writeFormat(folder, format) {
  for (const [path, text] of format.documents(plan)) write(join(folder, path), text);
  const pixels = newPlane({ dtype: "uint16", height: 4, width: 4 });
  for (const well of plan.wells) {
    const planes = well.tiles.flatMap((tile) =>
      Array.from({ length: plan.z }, (_, i) => ({ well, tile, channel: 1, z: i + 1 })),
    );
    let first = "";
    for (const plane of planes) {
      const path = join(folder, format.imagePath(plan, plane));
      mkdirSync(dirname(path), { recursive: true });
      // one file for each well, under all its names: files can't have 100,000
      if (first) linkSync(first, path);
      else writeFileSync(path, encodeTiff(pixels, { description: format.description?.(plan, plane) ?? "" }));
      first ||= path;
    }
  }
}

/** An ImageXpress plate that OpenHCS has opened. @param {string} folder */
function writeOpenHcs(folder) {
  writeFormat(folder, imageXpressFormat);
  const three = (/** @type {number} */ number) => String(number).padStart(3, "0");
  const mapping = plan.wells.flatMap((well) =>
    well.tiles.flatMap((tile) =>
      Array.from({ length: plan.z }, (_, i) => {
        const name = `${wellName(well.row, well.column)}_s${three(tile.site)}_w1_z${three(i + 1)}_t001.TIF`;
        return [name, imageXpressFormat.imagePath(plan, { well, tile, channel: 1, z: i + 1 })];
      }),
    ),
  );
  const part = {
    microscope_handler_name: "imagexpress",
    source_filename_parser_name: "ImageXpressFilenameParser",
    grid_dimensions: [3, 3],
    pixel_size: 0.65,
    image_files: mapping.map(([name]) => name),
    channels: { 1: "DAPI" },
    available_backends: { disk: true, virtual_workspace: true },
    workspace_mapping: Object.fromEntries(mapping),
    main: true,
  };
  write(join(folder, "openhcs_metadata.json"), JSON.stringify({ subdirectories: { ".": part } }, null, 2));
}

/** A store without chunks: they are not looked at when it is opened. @param {string} folder */
function writeStore(folder) {
  const shape = { t: 1, c: 1, z: plan.z, y: 512, x: 512 };
  const sites = Array.from({ length: scene.sites }, (_, i) => i + 1);
  const facts = { levels: 2, sites, channels: [{ id: 1, name: "DAPI" }], pixelSizeUm: 0.65, positions: [] };
  const stored = wells.map(({ row, column }) => {
    const well = wellName(row, column);
    return { well, row: well.slice(0, -2), column: well.slice(-2) };
  });
  /** @type {import("../lib/dist/files/zarr/layout.js").StoreLayout} */
  const layout = { ...chosenLayout({}, shape, "uint16"), dtype: "uint16", shape, ...facts };
  createStore(folder, layout, stored, "names");
}

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
