/**
 * How the engine uses the machine: the share of the cores that works during a run over many small files and over a few large ones, two
 * workers against one, and eight plates in one call against one plate, in time and in memory.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { withConfig } from "../lib/dist/config/index.js";
import { connectEngine } from "../lib/dist/engine/launch.js";
import { PipelineOrchestrator } from "../lib/dist/engine/orchestrator.js";
import { gaussianBlur, stackPercentileNormalize, tophat } from "../lib/dist/functions/library/index.js";
import { FunctionStep } from "../lib/dist/pipeline/index.js";
import { synthesize } from "../lib/dist/samples/synthesize.js";
import { processorSeconds, residentMb } from "./tools/processes.js";
import { median, spread } from "./tools/spread.js";

/** @typedef {{ seconds: number, busy: number, memory: number[] }} Used */

const steps = [
  new FunctionStep({ name: "normalize", func: stackPercentileNormalize }),
  new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }) }),
  new FunctionStep({ name: "tophat", func: tophat.with({ selemRadius: 25 }) }),
];

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const folder = mkdtempSync(join(tmpdir(), "titer-bench-load-"));
  process.env.TITER_HOME = join(folder, "home");
  const engine = await connectEngine();
  const { pid } = await engine.request({ kind: "status" });
  let outputs = 0;
  /** Runs a plate, or several in one call. @param {string} path @param {number} numWorkers @param {number} [plates] @returns {Promise<Used>} */
  const used = async (path, numWorkers, plates = 1) => {
    const plate = await PipelineOrchestrator.open(path);
    const jobs = [];
    for (let i = 0; i < plates; i++) {
      const outputRoot = join(folder, `out-${++outputs}`);
      jobs.push({
        plate,
        plan: await withConfig("pipeline", { numWorkers }, () => plate.compile(steps, { outputRoot })),
      });
    }
    const [start, before] = [performance.now(), processorSeconds(pid)];
    const memory = /** @type {number[]} */ ([]);
    const sampler = setInterval(() => memory.push(residentMb(pid)), 50);
    const { state } = await PipelineOrchestrator.execute(jobs);
    clearInterval(sampler);
    if (state !== "completed") throw new Error(`the run ended as ${state}`);
    const seconds = (performance.now() - start) / 1000;
    for (let i = 0; i < plates; i++) rmSync(join(folder, `out-${outputs - i}`), { recursive: true });
    return { seconds, busy: (processorSeconds(pid) - before) / seconds / availableParallelism(), memory };
  };
  try {
    const size = { format: /** @type {const} */ ("imagexpress"), channels: 1, z: 1, seed: 1 };
    const [small, large] = [join(folder, "small"), join(folder, "large")];
    await synthesize(small, { ...size, wells: 24, sites: 25, size: 256 });
    await synthesize(large, { ...size, wells: 4, sites: 1, size: 4096 });
    const rows = [];
    for (const [name, path] of [
      ["600 files of 256 x 256", small],
      ["4 files of 4096 x 4096", large],
    ]) {
      await used(String(path), 2); // warms the threads
      const [one, two] = [/** @type {Used[]} */ ([]), /** @type {Used[]} */ ([])];
      for (let round = 0; round < runs; round++) {
        one.push(await used(String(path), 1));
        two.push(await used(String(path), 2));
      }
      const seconds = (/** @type {Used[]} */ all) => median(all.map((each) => each.seconds));
      const busy = 100 * median(two.map((each) => each.busy));
      rows.push(
        row(`${name}, two workers`, "one worker", seconds(two), seconds(one), "s", seconds(one) / seconds(two)),
      );
      rows.push(row(`${name}, cores that work`, "90 % wanted", busy, 90, "%", busy / 90));
    }
    const [alone, eight] = [/** @type {Used[]} */ ([]), /** @type {Used[]} */ ([])];
    for (let round = 0; round < runs; round++) {
      alone.push(await used(small, 2));
      eight.push(await used(small, 2, 8));
    }
    const [aPlate, ofEight] = [
      median(alone.map((each) => each.seconds)),
      median(eight.map((each) => each.seconds / 8)),
    ];
    console.error(
      `  a plate alone: ${spread(
        alone.map((each) => each.seconds),
        "s",
      )}`,
    );
    console.error(
      `  one of eight: ${spread(
        eight.map((each) => each.seconds / 8),
        "s",
      )}`,
    );
    rows.push(row("a plate of eight in one call", "a plate alone", ofEight, aPlate, "s", aPlate / ofEight));
    const peak = (/** @type {number[]} */ memory) => Math.max(...memory);
    const first = median(eight.map(({ memory }) => peak(memory.slice(0, memory.length >> 2))));
    const last = median(eight.map(({ memory }) => peak(memory.slice(-(memory.length >> 2)))));
    rows.push(row("memory during the last two of eight", "the first two", last, first, "MB", first / last));
    return rows;
  } finally {
    await engine.request({ kind: "stop", force: true });
    await engine.closed;
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs @param {string} unit @param {number} ratio */
function row(name, peer, ours, theirs, unit, ratio) {
  return { name, peer, ours, theirs, unit, ratio };
}
