import type { WellTools } from "./executeWell.ts";
import type { Executor } from "./executor.ts";
import { workWell } from "./workWell.ts";

/** Works in this thread, one well after the other: for debugging and tests. */
export function inlineExecutor(tools: WellTools): Executor {
  return {
    workers: 1,
    kernels: async (asked) => tools.kernels(asked).build,
    run: (task, report) =>
      workWell(task, tools, (progress) => {
        report(progress);
        // A turn for whoever listens or cancels, which calls of synchronous functions would never leave.
        return new Promise((resolve) => setImmediate(resolve));
      }),
    close: async () => {},
  };
}
