/**
 * Writing a well of 9 sites x 5 z x 3 channels of 2048 x 2048 uint16 (1.1 GB) and reading it back, against tensorstore and zarr-python:
 * one shard for each plane, 256 x 256 inner chunks, uncompressed. Ours also waits until the planes are on the disk; the others do not.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createStore, openWriter } from "../lib/dist/files/disk/storeWriter.js";
import { openTiles } from "../lib/dist/files/disk/tiles.js";
import { ZarrReader } from "../lib/dist/files/disk/zarrReader.js";
import { chosenLayout } from "../lib/dist/files/zarr/options.js";
import { newPlane } from "../lib/dist/image/index.js";
import { inRoot } from "../setup/paths.js";
import { converse } from "./tools/conversation.js";
import { inBench, peerPython } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const well = { well: "A01", row: "A", column: "01" };
const shape = { t: 1, c: 3, z: 5, y: 2048, x: 2048 };
/** @type {import("../lib/dist/files/zarr/layout.js").StoreLayout} */
const layout = {
  ...chosenLayout({ compressor: "none" }, shape, "uint16"),
  dtype: "uint16",
  shape,
  levels: 1,
  sites: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  channels: [1, 2, 3].map((id) => ({ id, name: `C${id}` })),
  pixelSizeUm: 0.65,
  positions: [],
};

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const python = await peerPython("images");
  const peers = converse(python, [inRoot("bench", "peers", "images.py"), inBench("images")]);
  const root = inBench("images", "ours.zarr");
  try {
    const { versions } = await peers.answer();
    console.error(`  ${JSON.stringify(versions)}`);
    const plane = newPlane({ dtype: "uint16", height: 2048, width: 2048 });
    plane.data.forEach((_, i) => {
      plane.data[i] = (i * 7) % 5000;
    });
    const tasks = /** @type {const} */ ({ write: () => write(root, plane), read: () => read(root, plane) });
    const rows = [];
    for (const peer of ["tensorstore", "zarr-python"]) {
      for (const [task, ours] of Object.entries(tasks)) {
        const [our, their] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
        for (let round = 0; round < runs; round++) {
          const start = performance.now();
          await ours();
          our.push(performance.now() - start);
          their.push((await peers.ask({ task, name: peer, times: 1 })).ms[0]);
        }
        console.error(`  ${task}: ours ${spread(our, "ms")}, ${peer} ${spread(their, "ms")}`);
        const [a, b] = [median(our), median(their)];
        rows.push({ name: `${task} a well`, peer, ours: a, theirs: b, unit: "ms", ratio: b / a });
      }
    }
    return rows;
  } finally {
    peers.end();
    for (const name of ["ours.zarr", "tensorstore", "zarr-python"])
      rmSync(inBench("images", name), { recursive: true, force: true });
  }
}

/** @param {string} root @param {import("../lib/dist/image/index.js").Plane} plane */
async function write(root, plane) {
  rmSync(root, { recursive: true, force: true });
  createStore(root, layout, [well], "bench");
  const writer = await openWriter(root, layout, openTiles());
  for (const site of layout.sites) {
    for (let c = 0; c < 3; c++) for (let z = 0; z < 5; z++) writer.write(well, site, [0, c, z], plane);
  }
  await writer.sync();
}

/** @param {string} root @param {import("../lib/dist/image/index.js").Plane} plane */
function read(root, plane) {
  const reader = new ZarrReader();
  for (let site = 0; site < 9; site++) {
    for (let page = 0; page < 15; page++) reader.read(join(root, "A", "01", String(site), "0"), page, plane);
  }
}
