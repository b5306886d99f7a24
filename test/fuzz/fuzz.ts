/**
 * `node test/dist/fuzz/fuzz.js [--seed N] [--count N] [--limit MS] [--only TEXT]`: damages small plates of every format in `count` ways, opens and reads
 * them. Prints how they ended; exit code 1 and the number of the case when one crashed, hung, took too much memory or gave an error
 * without code or path. `--seed N --count 1` repeats case N; `--only jpeg` damages plates of that name only.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { attack } from "./attack.js";
import { makePlates } from "./plates.js";

interface Task {
  readonly seed: number;
  readonly count: number;
  readonly folder: string;
  /** What the folder or pattern of a plate must hold; empty for all plates. */
  readonly only: string;
  /** The case that is running, for whoever watches. */
  readonly current: Int32Array;
}

async function work({ seed, count, folder, only, current }: Task): Promise<void> {
  const plates = (await makePlates(folder)).filter(({ path, options }) => `${path} ${options.pattern}`.includes(only));
  const ends: Record<string, number> = {};
  for (let number = seed; number < seed + count; number++) {
    Atomics.store(current, 0, number);
    const { what, end, defect } = await attack(plates, number);
    ends[end] = (ends[end] ?? 0) + 1;
    if (defect !== undefined) parentPort?.postMessage({ defect: `case ${number}: ${what}: ${defect}` });
  }
  parentPort?.postMessage({ ends });
}

/** Runs the cases in a thread, so that one that hangs can be named and ended. */
async function watch(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string" },
      count: { type: "string" },
      limit: { type: "string" },
      only: { type: "string" },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "titer-fuzz-"));
  const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const { seed = "1", count = "10000", only = "" } = values;
  const task: Task = { seed: Number(seed), count: Number(count), folder, only, current };
  const worker = new Worker(new URL(import.meta.url), { workerData: task });
  let last = { number: -1, since: performance.now() };
  const timer = setInterval(() => {
    const number = Atomics.load(current, 0);
    if (number !== last.number) last = { number, since: performance.now() };
    else if (number >= 0 && performance.now() - last.since > Number(values.limit ?? 5000)) {
      console.error(`case ${number} hangs`);
      process.exitCode = 1;
      void worker.terminate();
    }
  }, 200);
  worker.on("message", (message: { readonly defect?: string; readonly ends?: object }) => {
    if (message.ends) console.log(JSON.stringify(message.ends));
    if (message.defect === undefined) return;
    console.error(message.defect);
    process.exitCode = 1;
  });
  await new Promise<void>((resolve) => {
    worker.on("error", (error) => {
      console.error(`case ${Atomics.load(current, 0)} crashed: ${error.stack}`);
      process.exitCode = 1;
    });
    worker.on("exit", () => resolve());
  });
  clearInterval(timer);
  rmSync(folder, { recursive: true, force: true });
}

await (isMainThread ? watch() : work(workerData as Task));
