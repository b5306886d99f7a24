import type { Plan } from "../compile/plan.ts";
import { isTiterError } from "../errors.ts";
import type { BoundFunction } from "../functions/define.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { EngineClient } from "./client.ts";
import { connectEngine } from "./launch.ts";
import type { RunOptions } from "./messages.ts";
import type { PlanRun } from "./planRun.ts";
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
  const { executor = "threads", overwrite = false, resume = false, timeout = 0, priority = 0 } = options;
  const { kernels = process.env.TITER_KERNELS || "auto" } = options;
  const run = {
    overwrite,
    resume,
    timeout,
    kernels,
    priority,
    ...(options.group !== undefined && { group: options.group }),
  };
  return executor === "inline" ? inlineSource(plan, functions, run) : engineSource(plan, run);
}

function engineSource(plan: Plan, options: RunOptions): RunSource {
  const submit = async (client: EngineClient, overwrite: boolean): Promise<string> =>
    (await client.request({ kind: "submit", plan, ...options, overwrite })).runId;
  return followed(async (client, again) => {
    if (!again || !options.overwrite) return submit(client, options.overwrite);
    try {
      // An engine that died over the first try may have begun: then its successor goes on with that.
      return await submit(client, false);
    } catch (thrown) {
      if (!isTiterError(thrown, "OUTPUT_OTHER_PLAN")) throw thrown;
      return submit(client, true);
    }
  });
}

/** A run that the engine knows already. */
export function knownSource(runId: string): RunSource {
  return followed(async () => runId);
}

/** How often it is tried to hear of a run, when each engine dies before it says anything. */
const mostTries = 5;

/** A run in the engine, to its end: when the engine dies, its successor goes on with the run and is listened to instead. */
function followed(begin: (client: EngineClient, again: boolean) => Promise<string>): RunSource {
  let cancelled = false;
  let ask = (kind: "cancel" | "pause" | "continue"): void => {
    cancelled ||= kind === "cancel";
  };
  return {
    cancel: () => ask("cancel"),
    pause: () => ask("pause"),
    continue: () => ask("continue"),
    start: async (event) => {
      let heard = 0;
      let runId: string | undefined;
      for (let tries = 1; ; tries++) {
        const before = heard;
        let client: EngineClient | undefined;
        try {
          client = await connectEngine();
          runId ??= await begin(client, tries > 1);
          const [id, engine] = [runId, client];
          ask = (kind) => {
            engine.request({ kind, runId: id }).catch(() => {}); // an engine that is gone is reported by `attach`
          };
          if (cancelled) ask("cancel");
          await new Promise<void>((resolve, reject) => {
            const hear = (said: RunEvent) => {
              heard++;
              event(said);
              if (said.kind === "run-ended") resolve();
            };
            engine.attach(id, hear, reject, heard).catch(reject);
          });
          return;
        } catch (thrown) {
          const died = isTiterError(thrown, "ENGINE_LOST") || isTiterError(thrown, "ENGINE_NOT_STARTED");
          // A run that brings its engine down again and again is ended by the engine; one that gets nowhere, here.
          if (heard > before) tries = 1;
          if (!died || tries >= mostTries) throw thrown;
        } finally {
          client?.close();
        }
      }
    },
  };
}

function inlineSource(plan: Plan, functions: readonly BoundFunction[], options: RunOptions): RunSource {
  let cancelled = false;
  let run: PlanRun | undefined;
  return {
    cancel: () => {
      cancelled = true;
      run?.cancel();
    },
    pause: () => run?.pause(),
    continue: () => run?.continue(),
    start: async (event) => {
      const { inlineRuns } = await import("./inline.ts");
      run = inlineRuns(functions).submit(plan, options);
      if (cancelled) run.cancel();
      run.attach(event);
      await run.ended;
    },
  };
}
