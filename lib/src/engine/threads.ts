import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { type ErrorData, TiterError } from "../errors.ts";
import { MemoryBudget } from "../image/budget.ts";
import type { CallTask } from "./call/task.ts";
import type { Executor, WellProgress, WellTask } from "./executor.ts";
import { isOutOfMemory, memoryLimit } from "./memory.ts";

/** What the engine tells its threads when they start. */
export interface ThreadSettings {
  readonly memory: Pick<MemoryBudget, "limit" | "shared">;
  /** Folder of the threads' logs. */
  readonly logs: string;
}

/** What a thread does when asked. */
export type ThreadJob =
  | { readonly kind: "kernels"; readonly asked: string }
  | { readonly kind: "call"; readonly task: CallTask; readonly base: string }
  | ({ readonly kind: "well" } & WellTask);

/** What a thread says while it works. */
export type ThreadReport = { readonly runId: string; readonly well: string; readonly progress: WellProgress };

/** How long a cancelled well may take to stop by itself before its thread is ended, in milliseconds. */
const patience = 800;

/**
 * Works in piscina threads that stay warm between runs. Planes lie on memory that belongs to the process; all threads share one
 * budget.
 *
 * @param logs - folder in which each thread keeps its log.
 */
export function threadsExecutor(logs: string, workers: number = availableParallelism()): Executor {
  const memory = new MemoryBudget(memoryLimit());
  const settings: ThreadSettings = { memory: { limit: memory.limit, shared: memory.shared }, logs };
  const pool = new Piscina({
    filename: new URL("./worker.js", import.meta.url).href,
    minThreads: Math.min(workers, 4),
    maxThreads: workers,
    idleTimeout: 60_000,
    // Measured: a task is handed over in 18 us without, in 47 us with Atomics.wait; and functions can use timers.
    atomics: "disabled",
    workerData: settings,
  });
  const reports = new Map<string, (progress: WellProgress) => void>();
  const key = (runId: string, well: string): string => `${runId} ${well}`;
  pool.on("message", ({ runId, well, progress }: ThreadReport) => reports.get(key(runId, well))?.(progress));
  // Asked for again and again, also while all threads are busy.
  const builds = new Map<string, string>();
  return {
    workers,
    memory,
    kernels: async (asked) => {
      const build: string = builds.get(asked) ?? (await pool.run({ kind: "kernels", asked } satisfies ThreadJob));
      builds.set(asked, build);
      return build;
    },
    run: async (task, report) => {
      const id = key(task.runId, task.well.unit);
      reports.set(id, report);
      const killer = new AbortController();
      let ended: "cancelled" | "timeout" | undefined;
      const watching = watch(task, (reason) => {
        ended ??= reason;
        killer.abort();
      });
      try {
        return await pool.run({ kind: "well", ...task } satisfies ThreadJob, { signal: killer.signal });
      } catch (thrown) {
        if (ended === "cancelled") return { kind: "cancelled" };
        if (ended === "timeout") return { kind: "failed", error: timeoutError(task), fatal: false };
        const error = threadError(thrown, task);
        return isOutOfMemory(thrown) ? { kind: "out of memory", error } : { kind: "failed", error, fatal: false };
      } finally {
        clearInterval(watching);
        memory.give(Number(Atomics.exchange(task.held, 0, 0n))); // of a thread that was ended; else there is nothing
        reports.delete(id);
      }
    },
    call: async (task, base) => {
      try {
        return await pool.run({ kind: "call", task, base } satisfies ThreadJob);
      } catch (thrown) {
        const todo = "Call it again; a smaller image needs less memory.";
        return { kind: "failed", error: TiterError.from(thrown, "THREAD_ENDED", { field: task.id }, todo).toData() };
      }
    },
    close: () => pool.destroy(),
  };
}

/** Ends the thread of a task that was cancelled and does not stop by itself, or of a call that takes too long. */
function watch(
  { cancelled, begun, timeout }: WellTask,
  end: (reason: "cancelled" | "timeout") => void,
): NodeJS.Timeout {
  let since: number | undefined;
  let call = 0;
  let callSince = performance.now();
  return setInterval(() => {
    const now = performance.now();
    if (Atomics.load(cancelled, 0) === 1) since ??= now;
    if (since !== undefined && now - since >= patience) end("cancelled");
    const current = Atomics.load(begun, 0);
    if (current !== call) [call, callSince] = [current, now];
    if (timeout > 0 && call > 0 && now - callSince > timeout * 1000) end("timeout");
  }, 100);
}

function timeoutError({ frame, well, schedule, begun, timeout }: WellTask): ErrorData {
  const call = schedule.calls[Atomics.load(begun, 0) - 1];
  const step = call && frame.steps[call.step];
  return new TiterError("CALL_TIMEOUT", {
    what: `a call took longer than ${timeout} s`,
    where: { plate: frame.plate.name, well: well.well, ...(step ? { step: step.name } : {}) },
    todo: "Allow more time, or look at the step's function with this well; then resume the run.",
    details: { group: call?.group },
  }).toData();
}

function threadError(thrown: unknown, task: WellTask): ErrorData {
  const where = { plate: task.frame.plate.name, well: task.well.well };
  const todo = "Run again: finished wells are kept. Fewer workers leave more memory to each.";
  return TiterError.from(thrown, "THREAD_ENDED", where, todo).toData();
}
