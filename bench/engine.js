/**
 * The engine by itself, on a plate of small discs that is made here: how soon a warm engine begins, and what eight plates cost
 * against one.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectEngine } from "../lib/dist/engine/launch.js";
import { PipelineOrchestrator } from "../lib/dist/engine/orchestrator.js";
import { gaussianBlur } from "../lib/dist/functions/library/index.js";
import { FunctionStep } from "../lib/dist/pipeline/index.js";
import { synthesize } from "../lib/dist/samples/synthesize.js";
import { median } from "./tools/spread.js";

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const folder = mkdtempSync(join(tmpdir(), "titer-bench-engine-"));
  process.env.TITER_HOME = join(folder, "home");
  try {
    const path = join(folder, "plate");
    await synthesize(path, { format: "imagexpress", wells: 8, sites: 4, channels: 1, z: 1, size: 1024, seed: 1 });
    const plate = await PipelineOrchestrator.open(path);
    const steps = [new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 3 }) })];
    let outputs = 0;
    const once = async () => {
      const plan = await plate.compile(steps, { outputRoot: join(folder, `out-${++outputs}`) });
      const start = performance.now();
      let first = 0;
      const going = plate.execute(plan);
      for await (const event of going.events) {
        if (event.kind === "well-started" && first === 0) first = performance.now() - start;
      }
      await going;
      return { first, seconds: (performance.now() - start) / 1000 };
    };
    await once(); // starts the engine and warms it
    const rows = { first: /** @type {number[]} */ ([]), one: [0], eight: [0] };
    for (const list of Object.values(rows)) list.length = 0;
    for (let round = 0; round < runs; round++) {
      const { first, seconds } = await once();
      rows.first.push(first);
      rows.one.push(seconds);
      const start = performance.now();
      for (let i = 0; i < 8; i++) await once();
      rows.eight.push((performance.now() - start) / 1000 / 8);
    }
    const [first, one, eight] = [median(rows.first), median(rows.one), median(rows.eight)];
    return [
      row("warm engine to first well", "100 ms wanted", first, 100, "ms", 100 / first),
      row("a plate of eight", "a plate alone", eight, one, "s", one / eight),
    ];
  } finally {
    const engine = await connectEngine();
    await engine.request({ kind: "stop", force: true });
    await engine.closed;
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs @param {string} unit @param {number} ratio */
function row(name, peer, ours, theirs, unit, ratio) {
  return { name, peer, ours, theirs, unit, ratio };
}
