/**
 * Single operations on a 2048 x 2048 uint16 image against the fastest of scikit-image, SciPy and OpenCV, two threads each.
 *
 * Both sides give a result that nobody held before: ours from the pool of planes, theirs newly made or, where OpenCV can, in
 * an array kept for it; the fastest peer in a first look is then measured alternately with ours.
 */
import { readFileSync } from "node:fs";
import { loadKernels } from "../lib/dist/functions/native/index.js";
import { newPlane, PlanePool } from "../lib/dist/image/index.js";
import { inRoot } from "../setup/paths.js";
import { converse } from "./tools/conversation.js";
import { inBench, peerPython } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const threads = 2;

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 7 }) {
  const python = await peerPython("ops");
  const peers = converse(python, [inRoot("bench", "peers", "ops.py"), inBench("ops"), String(threads)]);
  const kernels = loadKernels({ build: process.env.TITER_KERNELS ?? "auto", threads });
  try {
    const { engines, versions } = await peers.answer();
    console.error(`  ${kernels.build}, ${kernels.threads} threads; ${JSON.stringify(versions)}`);
    const ours = operations(kernels);
    const rows = [];
    for (const [name, ourRun] of Object.entries(ours)) {
      rows.push(await compare(name, ourRun, engines[name], peers.ask, runs));
    }
    const mean = Math.exp(rows.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / rows.length);
    console.error(`  geometric mean of the ratios: ${mean.toFixed(2)}`);
    return rows;
  } finally {
    kernels.close();
    peers.end();
  }
}

/**
 * @param {string} name
 * @param {() => void} ourRun
 * @param {readonly string[]} engines
 * @param {(question: unknown) => Promise<{ ms: number[] }>} ask
 * @param {number} runs
 */
async function compare(name, ourRun, engines, ask, runs) {
  const looks = [];
  for (const engine of engines) {
    const { ms } = await ask({ operation: name, engine, times: 3 });
    looks.push({ engine, ms: Math.min(...ms) });
  }
  const { engine: fastest, ms: about } = looks.reduce((best, look) => (look.ms < best.ms ? look : best));
  const rounds = about > 200 ? Math.min(runs, 3) : runs;
  // A turn is several calls, as a screen makes them; its first finds cold caches and sleeping threads on either side and is left out.
  const turn = about > 50 ? 2 : 6;
  const [ours, theirs] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = 0; round < rounds; round++) {
    ours.push(...Array.from({ length: turn }, () => timed(ourRun)).slice(1));
    const { ms } = await ask({ operation: name, engine: fastest, times: turn });
    theirs.push(...ms.slice(1));
  }
  console.error(`  ${name}: ours ${spread(ours, "ms")}, ${fastest} ${spread(theirs, "ms")}`);
  const [our, their] = [median(ours), median(theirs)];
  return { name, peer: fastest, ours: our, theirs: their, unit: "ms", ratio: their / our };
}

/** @param {() => void} work */
function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** @param {import("../lib/dist/functions/kernels.js").Kernels} kernels @returns {Record<string, () => void>} */
function operations(kernels) {
  const stack = planesOf("stack.npy", "uint16");
  const [mask] = planesOf("mask.npy", "uint8");
  const [image, other] = [stack[5], stack[6]];
  if (!image || !other || !mask) throw new Error("the peers' images are not whole: remove .titer/bench/ops");
  const pool = new PlanePool(1 << 30);
  /** @param {import("../lib/dist/image/index.js").Dtype} dtype @param {(out: import("../lib/dist/image/index.js").Plane) => void} use */
  const into = (dtype, use) => {
    const out = pool.acquire({ ...image, dtype });
    use(out);
    pool.release(out);
  };
  /** @param {(out: import("../lib/dist/image/index.js").Plane) => void} use */
  const filter = (use) => () => into("uint16", use);
  const label = () => into("int32", (out) => kernels.label(mask, out, image, 8));
  return {
    "gaussian sigma 2": filter((out) => kernels.gaussian(image, out, 2)),
    "gaussian sigma 10": filter((out) => kernels.gaussian(image, out, 10)),
    "top-hat square 15": filter((out) => kernels.whiteTopHat(image, out, "square", 15)),
    "top-hat square 50": filter((out) => kernels.whiteTopHat(image, out, "square", 50)),
    "top-hat disk 15": filter((out) => kernels.whiteTopHat(image, out, "disk", 15)),
    "top-hat disk 50": filter((out) => kernels.whiteTopHat(image, out, "disk", 50)),
    "percentile normalise": filter((out) => {
      const [low = 0, high = 0] = kernels.percentiles([image], [1, 99]);
      kernels.rescale(image, out, low, high, 0, 65535);
    }),
    "otsu and threshold": () => into("uint8", (out) => kernels.threshold(image, out, kernels.otsu(image))),
    label,
    "label and properties": label,
    "median 3 x 3": filter((out) => kernels.run("rank", { inputs: [image], outputs: [out], numbers: [1, 1, 4] })),
    "median 5 x 5": filter((out) => kernels.run("rank", { inputs: [image], outputs: [out], numbers: [1, 2, 12] })),
    "erosion disk 15": filter((out) => kernels.morphology(image, out, 0, "disk", 15, 225)),
    "gradient square 3": filter((out) => kernels.morphology(image, out, 6, "square", 3, 9)),
    "distance transform": () =>
      into("float32", (out) =>
        kernels.run("distanceTransform", { inputs: [mask], outputs: [out], numbers: [0, 1, 1, 1] }),
      ),
    "mean of 31 x 31": () =>
      into("float32", (out) =>
        kernels.run("localStatistics", { inputs: [image], outputs: [out], numbers: [0, 31, 31, 0] }),
      ),
    "add two planes": filter((out) => kernels.run("combine", { inputs: [image, other], outputs: [out], numbers: [0] })),
    "max projection of 10": filter((out) => kernels.project(stack, out, "max")),
  };
}

/** The planes of an array that NumPy wrote. @param {string} name @param {"uint8" | "uint16"} dtype */
function planesOf(name, dtype) {
  const file = readFileSync(inBench("ops", name));
  const side = 2048;
  const start = 10 + file.readUInt16LE(8);
  const bytes = side * side * (dtype === "uint16" ? 2 : 1);
  return Array.from({ length: (file.length - start) / bytes }, (_, k) => {
    const plane = newPlane({ dtype, height: side, width: side });
    new Uint8Array(plane.data.buffer).set(file.subarray(start + k * bytes, start + (k + 1) * bytes));
    return plane;
  });
}
