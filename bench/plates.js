/**
 * Opening a plate of 100,224 images (384 wells, 9 sites, 29 z planes) by its names, metadata and a few headers, against a bare walk over
 * its folders; and again from the index that was kept. The limit is 2 s.
 */
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newPlane } from "../lib/dist/image/index.js";
import { openPlate } from "../lib/dist/microscopes/disk/plate.js";
import { wellName } from "../lib/dist/microscopes/wells.js";
import { encodeTiff } from "../lib/dist/tiff/index.js";
import { inBench } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 5 }) {
  const plate = manyNames(inBench("names"));
  process.env.TITER_HOME = inBench("home");
  const count = async (/** @type {boolean} */ cache) => {
    const { wells, missing } = await openPlate(plate, { cache });
    if (wells.length !== 384 || missing.length > 0) throw new Error("another plate was read");
  };
  await count(true); // which keeps the index
  const [cold, warm, walk] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = 0; round < runs; round++) {
    cold.push(await timed(() => count(false)));
    warm.push(await timed(() => count(true)));
    walk.push(await timed(async () => readdirSync(plate, { recursive: true })));
  }
  for (const [name, values] of Object.entries({ cold, warm, walk }))
    console.error(`  ${name}: ${spread(values, "ms")}`);
  return [
    {
      name: "open 100,224 images",
      peer: "2 s",
      ours: median(cold),
      theirs: 2000,
      unit: "ms",
      ratio: 2000 / median(cold),
    },
    ...[
      ["open", cold],
      ["open again", warm],
    ].map(([name, values]) => {
      const [ours, theirs] = [median(/** @type {number[]} */ (values)), median(walk)];
      return { name: String(name), peer: "bare walk", ours, theirs, unit: "ms", ratio: theirs / ours };
    }),
  ];
}

/** Makes the plate once: names that are links to a few small files. @param {string} path */
function manyNames(path) {
  if (existsSync(path)) return path;
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (let z = 1; z <= 29; z++) {
    const folder = join(unfinished, "TimePoint_1", `ZStep_${z}`);
    mkdirSync(folder, { recursive: true });
    const first = join(folder, `names_${wellName(1, 1)}_s1_w1.TIF`);
    writeFileSync(first, encodeTiff(newPlane({ dtype: "uint16", height: 4, width: 4 })));
    for (let well = 0; well < 384; well++) {
      for (let site = 1; site <= 9; site++) {
        const file = join(folder, `names_${wellName(1 + Math.floor(well / 24), 1 + (well % 24))}_s${site}_w1.TIF`);
        if (file !== first) linkSync(first, file);
      }
    }
  }
  renameSync(unfinished, path);
  return path;
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
