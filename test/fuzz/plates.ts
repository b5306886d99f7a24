import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { createStore, openWriter } from "#lib/files/disk/storeWriter.js";
import { openTiles } from "#lib/files/disk/tiles.js";
import type { StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout } from "#lib/files/zarr/options.js";
import { newPlane } from "#lib/image/index.js";
import type { OpenOptions } from "#lib/microscopes/disk/plate.js";
import { synthesize } from "#lib/samples/synthesize.js";

/** A small plate to be damaged, and how it is opened. */
export interface FuzzedPlate {
  readonly path: string;
  readonly options: OpenOptions;
}

/** Makes one small plate of each format below a folder. */
export async function makePlates(folder: string): Promise<FuzzedPlate[]> {
  const size = { wells: 1, sites: 2, channels: 1, z: 2, size: 32 };
  const plates: FuzzedPlate[] = [];
  for (const format of ["imagexpress", "operaphenix"] as const) {
    plates.push({ path: (await synthesize(join(folder, format), { format, ...size })).path, options: {} });
  }
  plates.push({ path: await openHcs(join(folder, "openhcs")), options: {} });
  cpSync("test/fixtures/tiff", join(folder, "tiff"), { recursive: true });
  for (const name of [
    "zstd",
    "deflateFloatPredictor",
    "packBits",
    "tilesLzwPredictor",
    "bigTiff",
    "pages",
    "ome",
    "strips",
  ]) {
    plates.push({ path: join(folder, "tiff"), options: { pattern: `^(?<channel>${name})\\.tif$` } });
  }
  for (const name of ["jpeg", "bits12", "lerc"]) {
    plates.push({ path: join(folder, "tiff"), options: { pattern: `^(?<channel>${name})\\.tif$` } });
  }
  plates.push({ path: join(folder, "tiff"), options: { pattern: "^(?<channel>metaMorph)\\.stk$" } });
  plates.push({ path: await version3(join(folder, "v3.zarr")), options: {} });
  plates.push({ path: version2(join(folder, "v2.zarr")), options: {} });
  return plates;
}

/** A microscope's plate with OpenHCS' index over it, and links that lead in circles and out of it. */
async function openHcs(root: string): Promise<string> {
  const { path } = await synthesize(root, { wells: 1, sites: 2, channels: 1, z: 2, size: 32 });
  const names = [1, 2].flatMap((site) => [1, 2].map((z) => ({ site, z })));
  const mapping = names.map(({ site, z }, i) => {
    const real = `TimePoint_1/ZStep_${z}/openhcs_A01_s${site}_w1.TIF`;
    const reference = { backend: "disk", backend_address: real, source_axis_indices: [] };
    return [`A01_s00${site}_w1_z00${z}_t001.tif`, i % 2 === 0 ? real : reference];
  });
  const part = { workspace_mapping: Object.fromEntries(mapping), grid_dimensions: [1, 2], pixel_size: 0.5, main: true };
  writeFileSync(join(path, "openhcs_metadata.json"), JSON.stringify({ subdirectories: { ".": part } }, null, 1));
  symlinkSync(path, join(path, "TimePoint_1", "again"));
  symlinkSync("again", join(path, "TimePoint_1", "loop"));
  symlinkSync("round", join(path, "round"));
  symlinkSync(join(path, "nowhere"), join(path, "broken"));
  return path;
}

async function version3(root: string): Promise<string> {
  const well = { well: "B03", row: "B", column: "03" };
  const shape = { t: 1, c: 2, z: 1, y: 40, x: 50 };
  const custom = { chunkStrategy: "custom", chunk: { y: 16, x: 16 }, shard: { y: 48, x: 64 } } as const;
  const layout: StoreLayout = {
    ...chosenLayout(custom, shape, "uint16"),
    dtype: "uint16",
    shape,
    levels: 2,
    sites: [1],
    channels: [
      { id: 1, name: "DAPI" },
      { id: 2, name: "FITC" },
    ],
    pixelSizeUm: 0.65,
    positions: [{ site: 1, y: 0, x: 0 }],
  };
  createStore(root, layout, [well], "fuzz");
  using writer = await openWriter(root, layout, openTiles());
  const plane = newPlane({ dtype: "uint16", height: 40, width: 50 });
  for (const channel of [0, 1]) writer.write(well, 1, [0, channel, 0], plane);
  await writer.sync();
  return root;
}

/** Zarr version 2 with zlib chunks that hold both channels. */
function version2(root: string): string {
  const put = (path: string, content: object | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content instanceof Uint8Array ? content : JSON.stringify(content, null, 1));
  };
  const axes = ["c", "y", "x"].map((name) => ({ name, type: name === "c" ? "channel" : "space" }));
  const datasets = [{ path: "0", coordinateTransformations: [{ type: "scale", scale: [1, 0.5, 0.5] }] }];
  put(".zattrs", { plate: { version: "0.4", name: "p", wells: [{ path: "A/1" }] } });
  put("A/1/.zattrs", { well: { images: [{ path: "0" }] } });
  put("A/1/0/.zattrs", { multiscales: [{ version: "0.4", axes, datasets }] });
  put("A/1/0/0/.zarray", {
    zarr_format: 2,
    shape: [2, 20, 30],
    chunks: [2, 16, 16],
    dtype: "<u2",
    compressor: { id: "zlib", level: 1 },
    fill_value: 0,
    order: "C",
    filters: null,
  });
  for (const chunk of ["0.0.0", "0.0.1", "0.1.0", "0.1.1"]) put(`A/1/0/0/${chunk}`, deflateSync(Buffer.alloc(1024, 7)));
  return root;
}
