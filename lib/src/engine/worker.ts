/**
 * A thread of the engine: a shell around {@link workWell}.
 *
 * @module
 */
import { BroadcastChannel, parentPort, threadId } from "node:worker_threads";
import { Piscina } from "piscina";
import { MemoryBudget } from "../image/budget.ts";
import { tapChannel } from "../stream/tap.ts";
import { runCall } from "./call/runCall.ts";
import type { CallOutcome } from "./call/task.ts";
import type { WellTools } from "./executeWell.ts";
import type { WellOutcome } from "./executor.ts";
import { Log } from "./log.ts";
import type { ThreadJob, ThreadReport, ThreadSettings } from "./threads.ts";
import { wellTools } from "./tools.ts";
import { workWell } from "./workWell.ts";

const { memory, logs } = Piscina.workerData as ThreadSettings; // set by threadsExecutor, which starts this file
const hub = new BroadcastChannel(tapChannel);
hub.unref(); // a thread that has nothing else to do may end
const tools: WellTools = {
  ...wellTools(new MemoryBudget(memory.limit, memory.shared)),
  toHub: (made) => hub.postMessage(made),
};
const log = new Log(logs, `worker-${threadId}`);

/** How long an idle thread keeps the buffers of its last well, in milliseconds. */
const spareTime = 5000;
let idle: NodeJS.Timeout | undefined;

/** At most this many progress messages of a well per second within a step; a well of many small calls would send thousands. */
const reportsPerSecond = 20;

export default async function work(job: ThreadJob): Promise<WellOutcome | CallOutcome | string> {
  if (job.kind === "kernels") return tools.kernels(job.asked).build;
  if (job.kind === "call") return runCall(job.task, job.base, tools);
  clearTimeout(idle);
  const about = { runId: job.runId, well: job.well.unit };
  log.info("well begins", about);
  let last = 0;
  let step: string | undefined;
  const outcome = await workWell(job, tools, (progress) => {
    log.debug("call", { ...about, data: progress });
    const now = performance.now();
    const minor = progress.step === step && progress.done < progress.total && !progress.split;
    if (minor && now - last < 1000 / reportsPerSecond) return;
    [last, step] = [now, progress.step];
    parentPort?.postMessage({ ...about, progress } satisfies ThreadReport);
  });
  if (outcome.kind === "done" || outcome.kind === "cancelled")
    log.info(`well ${outcome.kind}`, { ...about, data: outcome });
  else log.error(`well ${outcome.kind}`, { ...about, data: outcome.error });
  idle = setTimeout(() => tools.spare.clear(), spareTime);
  idle.unref(); // a thread that has nothing else to do may end
  return outcome;
}
