import type { Plan } from "../compile/plan.ts";
import type { BoundFunction } from "../functions/define.ts";
import { connectEngine } from "./launch.ts";
import type { RunOptions } from "./messages.ts";
import type { RunSource } from "./run.ts";

/** How a plan is executed. */
export interface ExecuteOptions extends Partial<RunOptions> {
  /**
   * `threads`: in the engine's process, several wells at once; the run outlives this process. `inline`: in this process, one
   * well after the other, for debugging. Default: `threads`, or what `useThreading` says.
   */
  readonly executor?: "threads" | "inline";
}

/** Where a plan's run takes place. */
export function runSource(plan: Plan, functions: readonly BoundFunction[], options: ExecuteOptions): RunSource {
  const { executor = "threads", overwrite = false, kernels = process.env.TITER_KERNELS || "auto" } = options;
  const run = { overwrite, kernels };
  return executor === "inline" ? inlineSource(plan, functions, run) : engineSource(plan, run);
}

function engineSource(plan: Plan, options: RunOptions): RunSource {
  let cancelled = false;
  let cancel = (): void => {
    cancelled = true;
  };
  return {
    cancel: () => cancel(),
    start: async (event) => {
      const client = await connectEngine();
      try {
        const { runId } = await client.request({ kind: "submit", plan, ...options });
        cancel = () => {
          client.request({ kind: "cancel", runId }).catch(() => {}); // an engine that is gone is reported by `attach`
        };
        if (cancelled) cancel();
        await new Promise<void>((resolve, reject) => {
          const hear: typeof event = (heard) => {
            event(heard);
            if (heard.kind === "run-ended") resolve();
          };
          client.attach(runId, hear, reject).catch(reject);
        });
      } finally {
        client.close();
      }
    },
  };
}

function inlineSource(plan: Plan, functions: readonly BoundFunction[], options: RunOptions): RunSource {
  let cancelled = false;
  let cancel = (): void => {
    cancelled = true;
  };
  return {
    cancel: () => cancel(),
    start: async (event) => {
      const { inlineRuns } = await import("./inline.ts");
      const run = inlineRuns(functions).submit(plan, options);
      cancel = () => run.cancel();
      if (cancelled) cancel();
      run.attach(event);
      await run.ended;
    },
  };
}
