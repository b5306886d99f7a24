import { planDigest } from "../compile/index.ts";
import type { Plan } from "../compile/plan.ts";
import { TiterError } from "../errors.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import type { Executor } from "./executor.ts";
import type { EngineStatus, RunOptions } from "./messages.ts";
import { prepareOutput, rootsOf } from "./output.ts";
import { layOut, storeFolder, storesOf } from "./planeStores.ts";
import { PlanRun } from "./planRun.ts";

/** How many ended runs stay known, so that late clients can still read their history. */
const remembered = 50;

/** The runs of an engine. */
export class Runs {
  readonly #executor: Executor;
  readonly #registry: FunctionRegistry;
  readonly #runs = new Map<string, PlanRun>();

  constructor(executor: Executor, registry: FunctionRegistry) {
    this.#executor = executor;
    this.#registry = registry;
  }

  /** Runs that have not ended. */
  get active(): readonly PlanRun[] {
    return [...this.#runs.values()].filter((run) => run.state === "running");
  }

  /** What a status shows of them. */
  get summary(): EngineStatus["runs"] {
    return [...this.#runs.values()].map(({ runId, state, plan }) => ({
      runId,
      state,
      plate: plan.plate.path,
      output: plan.output.root,
    }));
  }

  /**
   * Starts a run; a plan that is running into the same folder already is not started twice, its run is given.
   *
   * @throws TiterError of {@link prepareOutput}, `BAD_PLAN`, `UNKNOWN_FUNCTION`, `FUNCTION_VERSION`, `OUTPUT_BUSY` when a run of another plan writes there now.
   */
  submit(plan: Plan, options: RunOptions): PlanRun {
    checkDigest(plan);
    checkFunctions(plan, this.#registry);
    const roots = rootsOf(plan);
    const writer = this.active.find((run) => rootsOf(run.plan).some((root) => roots.includes(root)));
    if (writer) {
      const same = writer.plan.digest === plan.digest && rootsOf(writer.plan).join("\n") === roots.join("\n");
      if (same && !options.overwrite) return writer;
      throw new TiterError("OUTPUT_BUSY", {
        what: "another run is writing to the output folder",
        where: { file: plan.output.root },
        todo: "Wait for it, cancel it, or choose another output folder.",
        details: { runId: writer.runId },
      });
    }
    const done = prepareOutput(plan, options.overwrite);
    for (const store of storesOf(plan.output)) {
      const kept = new Set(store.wells);
      const wells = new Map(plan.wells.flatMap((unit) => (kept.has(unit.well) ? [[unit.well, unit]] : [])));
      layOut(storeFolder(plan.output, store), store, [...wells.values()], plan.plate.name);
    }
    const run = new PlanRun(plan, this.#executor, options.kernels, done);
    this.#runs.set(run.runId, run);
    this.#forget();
    return run;
  }

  /** @throws TiterError `UNKNOWN_RUN`. */
  find(runId: string): PlanRun {
    const run = this.#runs.get(runId);
    if (run) return run;
    throw new TiterError("UNKNOWN_RUN", {
      what: `the engine knows no run ${runId}`,
      todo: `Its runs are: ${[...this.#runs.keys()].join(", ") || "none"}.`,
    });
  }

  #forget(): void {
    const ended = [...this.#runs.values()].filter((run) => run.state !== "running");
    for (const run of ended.slice(0, Math.max(0, ended.length - remembered))) this.#runs.delete(run.runId);
  }
}

/** Refuses a plan that was changed after it was compiled. */
function checkDigest(plan: Plan): void {
  const digest = planDigest(plan);
  if (digest === plan.digest) return;
  throw new TiterError("BAD_PLAN", {
    what: "the plan's digest does not fit its content",
    where: { plate: plan.plate.name },
    todo: "Compile the pipeline again; plans are not changed by hand.",
    details: { stated: plan.digest, computed: digest },
  });
}

/** Refuses a plan whose functions are not here before anything is written. */
function checkFunctions(plan: Plan, registry: FunctionRegistry): void {
  for (const step of plan.steps) {
    for (const { id, version, source } of step.functions) {
      if (source !== undefined) continue;
      try {
        registry.find(id, version);
      } catch (thrown) {
        const error = TiterError.from(thrown, "UNKNOWN_FUNCTION", { step: step.name }, "Compile the pipeline again.");
        const todo = `${error.todo} Functions of one's own run in the engine when they are declared in a notebook or a pipeline's file, else with the executor "inline".`;
        throw new TiterError(error.code, { ...error, todo });
      }
    }
  }
}
