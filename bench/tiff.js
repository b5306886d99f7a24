/**
 * Reading and writing a 2048 x 2048 TIFF of each packing against tifffile, and an uncompressed one against a plain read of the file.
 * Ours reads into a pooled plane; both sides read files that the system has cached.
 */
import { closeSync, readFileSync } from "node:fs";
import { commitFile } from "../lib/dist/files/disk/atomic.js";
import { withFile } from "../lib/dist/files/disk/source.js";
import { deflate, tiffTools } from "../lib/dist/files/disk/tiffTools.js";
import { newPlane } from "../lib/dist/image/index.js";
import { imageJParts, omeParts, readTiffPlane, tiffParts } from "../lib/dist/tiff/index.js";
import { inRoot } from "../setup/paths.js";
import { converse } from "./tools/conversation.js";
import { inBench, peerPython } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 5 }) {
  const python = await peerPython("images");
  const peers = converse(python, [inRoot("bench", "peers", "images.py"), inBench("images")]);
  try {
    const { versions, kinds } = await peers.answer();
    console.error(`  ${JSON.stringify(versions)}`);
    const rows = [];
    for (const kind of kinds) {
      const dtype = /^(uint8|float32)/.exec(kind)?.[0] ?? "uint16";
      const plane = newPlane({
        dtype: /** @type {"uint8" | "uint16" | "float32"} */ (dtype),
        height: 2048,
        width: 2048,
      });
      const path = inBench("images", `${kind}.tif`);
      const read = () => withFile(path, (source) => readTiffPlane(source, 0, plane, tiffTools));
      const [ours, theirs] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
      for (let round = 0; round < runs; round++) {
        ours.push(...timed(read));
        const { ms, sum } = await peers.ask({ task: "tiff", name: kind, times: 4 });
        theirs.push(...ms.slice(1));
        let our = 0;
        for (const value of plane.data) our += value;
        if (sum !== our) throw new Error(`${kind}: other pixels`);
      }
      rows.push(compared(`read ${kind}`, "tifffile", ours, theirs));
    }
    const file = inBench("images", "none.tif");
    const plane = newPlane({ dtype: "uint16", height: 2048, width: 2048 });
    const ours = /** @type {number[]} */ ([]);
    const theirs = /** @type {number[]} */ ([]);
    for (let round = 0; round < runs; round++) {
      ours.push(...timed(() => withFile(file, (source) => readTiffPlane(source, 0, plane, tiffTools))));
      theirs.push(...timed(() => readFileSync(file)));
    }
    rows.push(compared("read none", "plain read", ours, theirs));
    rows.push(...(await writing(peers, plane, runs)));
    return rows;
  } finally {
    peers.end();
  }
}

/**
 * Writing the plane that was read last; neither side waits for the disk.
 *
 * @param {{ ask: (question: object) => Promise<{ ms: number[] }> }} peers
 * @param {import("../lib/dist/image/index.js").Plane} plane
 * @param {number} runs
 */
async function writing(peers, plane, runs) {
  const rows = [];
  for (const kind of ["none", "deflate", "bigtiff", "imagej", "ome"]) {
    const [ours, theirs] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    const stack = { planes: [plane], channels: [{ name: "C1" }], slices: 1, frames: 1 };
    const parts = {
      none: () => tiffParts(plane),
      deflate: () => tiffParts(plane, { deflate }),
      bigtiff: () => tiffParts(plane, { big: true }),
      imagej: () => imageJParts(stack),
      ome: () => omeParts(stack),
    }[kind];
    for (let round = 0; round < runs; round++) {
      ours.push(...timed(() => closeSync(commitFile(inBench("images", "ours.tif"), parts?.() ?? [], false))));
      theirs.push(...(await peers.ask({ task: "tiffWrite", name: kind, times: 4 })).ms.slice(1));
    }
    rows.push(compared(`write ${kind}`, "tifffile", ours, theirs));
  }
  return rows;
}

/** Four calls; the first finds cold caches and is left out. @param {() => void} work */
function timed(work) {
  return Array.from({ length: 4 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).slice(1);
}

/** @param {string} name @param {string} peer @param {number[]} ours @param {number[]} theirs */
function compared(name, peer, ours, theirs) {
  console.error(`  ${name}: ours ${spread(ours, "ms")}, ${peer} ${spread(theirs, "ms")}`);
  const [our, their] = [median(ours), median(theirs)];
  return { name, peer, ours: our, theirs: their, unit: "ms", ratio: their / our };
}
