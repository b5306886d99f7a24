/**
 * A thread of the engine: a shell around {@link workWell}.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import { Piscina } from "piscina";
import type { WellOutcome } from "./executor.ts";
import type { ThreadJob, ThreadReport, ThreadSettings } from "./threads.ts";
import { wellTools } from "./tools.ts";
import { workWell } from "./workWell.ts";

const { memoryLimit } = Piscina.workerData as ThreadSettings; // set by threadsExecutor, which starts this file
const tools = wellTools(memoryLimit);

/** At most this many progress messages of a well per second; a well of many small calls would send thousands. */
const reportsPerSecond = 20;

export default async function work(job: ThreadJob): Promise<WellOutcome | string> {
  if (job.kind === "kernels") return tools.kernels(job.asked).build;
  let last = 0;
  return workWell(job, tools, (progress) => {
    const now = performance.now();
    if (now - last < 1000 / reportsPerSecond && progress.done < progress.total) return;
    last = now;
    parentPort?.postMessage({ runId: job.runId, well: job.well.unit, progress } satisfies ThreadReport);
  });
}
