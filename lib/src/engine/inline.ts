import type { BoundFunction } from "../functions/define.ts";
import { MemoryBudget } from "../image/budget.ts";
import { runCall } from "./call/runCall.ts";
import type { WellTools } from "./executeWell.ts";
import type { Executor } from "./executor.ts";
import { memoryLimit } from "./memory.ts";
import { registryWith } from "./registry.ts";
import { Runs } from "./runs.ts";
import { wellTools } from "./tools.ts";
import { workWell } from "./workWell.ts";

/** Works in this thread, one well after the other: for debugging and tests. */
export function inlineExecutor(tools: WellTools): Executor {
  return {
    workers: 1,
    memory: tools.memory,
    kernels: async (asked) => tools.kernels(asked).build,
    run: (task, report) =>
      workWell(task, tools, (progress) => {
        report(progress);
        // A turn for whoever listens or cancels, which calls of synchronous functions would never leave.
        return new Promise((resolve) => setImmediate(resolve));
      }),
    call: (task, base) => runCall(task, base, tools),
    close: async () => {},
  };
}

/** Runs of plans in this thread, with functions beside the library's. */
export function inlineRuns(functions: readonly BoundFunction[]): Runs {
  const registry = registryWith(functions);
  return new Runs(inlineExecutor(wellTools(new MemoryBudget(memoryLimit()), registry)), registry);
}
