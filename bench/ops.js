/**
 * Single operations on a 2048 x 2048 uint16 image against the fastest of scikit-image, SciPy and OpenCV, two threads each.
 *
 * Both sides give a result that nobody held before: ours from the pool of planes, theirs newly made or, where OpenCV can, in
 * an array kept for it; the fastest peer in a first look is then measured alternately with ours.
 */
import { loadKernels } from "../lib/dist/functions/native/index.js";
import { inRoot } from "../setup/paths.js";
import { converse } from "./tools/conversation.js";
import { operations } from "./tools/operations.js";
import { inBench, peerPython } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const threads = 2;
/** Milliseconds from which on a peer's operation is measured twice only. */
const slow = 2000;

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
    for (const [name, ourRun] of Object.entries(ours).filter(([name]) =>
      name.includes(process.env.TITER_OPERATION ?? ""),
    )) {
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
 * @param {() => void | Promise<void>} ourRun
 * @param {readonly string[]} engines
 * @param {(question: unknown) => Promise<{ ms: number[] }>} ask
 * @param {number} runs
 */
async function compare(name, ourRun, engines, ask, runs) {
  const looks = [];
  for (const engine of engines) {
    const { ms } = await ask({ operation: name, engine, times: 1 });
    if (Math.min(...ms) < slow) ms.push(...(await ask({ operation: name, engine, times: 2 })).ms);
    looks.push({ engine, ms: Math.min(...ms) });
  }
  const { engine: fastest, ms: about } = looks.reduce((best, look) => (look.ms < best.ms ? look : best));
  const rounds = about > slow ? 1 : about > 200 ? Math.min(runs, 3) : runs;
  // A turn is several calls, as a screen makes them; its first finds cold caches and sleeping threads on either side and is left out.
  const turn = about > 50 ? 2 : 6;
  const [ours, theirs] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < turn; i++) {
      const ms = await timed(ourRun);
      if (i > 0) ours.push(ms);
    }
    const { ms } = await ask({ operation: name, engine: fastest, times: turn });
    theirs.push(...ms.slice(1));
  }
  console.error(`  ${name}: ours ${spread(ours, "ms")}, ${fastest} ${spread(theirs, "ms")}`);
  const [our, their] = [median(ours), median(theirs)];
  return { name, peer: fastest, ours: our, theirs: their, unit: "ms", ratio: their / our };
}

/** @param {() => void | Promise<void>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
