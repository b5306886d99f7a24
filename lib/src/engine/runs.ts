import { randomBytes } from "node:crypto";
import { planDigest } from "../compile/index.ts";
import { type Plan, wellsOf } from "../compile/plan.ts";
import { messageOf, TiterError } from "../errors.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import type { RunEvent, RunState } from "../protocol/events.ts";
import type { RunFacts } from "../protocol/panelEngine.ts";
import { Dispatcher } from "./dispatcher.ts";
import { EndedRun } from "./endedRun.ts";
import type { Executor } from "./executor.ts";
import type { HubLine } from "./hubLine.ts";
import type { Log } from "./log.ts";
import type { RunOptions } from "./messages.ts";
import { prepareOutput, rootsOf } from "./output.ts";
import { layOut, storeFolder, storesOf } from "./planeStores.ts";
import { PlanRun, type PlanRunOptions } from "./planRun.ts";
import { createPositions, type Death, isGoing, type RunRecord, type RunRecords } from "./runRecords.ts";
import { readPlan, takeUp } from "./takeUp.ts";

/** A run that clients can ask for, going or ended. */
export interface KnownRun {
  readonly runId: string;
  readonly state: RunState;
  attach(listener: (event: RunEvent) => void, heard?: number): () => void;
  cancel(): void;
  pause(): void;
  continue(): void;
}

/** The runs of an engine. */
export class Runs {
  readonly #executor: Executor;
  readonly #registry: FunctionRegistry;
  readonly #records: RunRecords | null;
  readonly #log: Log | undefined;
  readonly #hub: HubLine | undefined;
  readonly #dispatcher: Dispatcher;
  readonly #going = new Map<string, PlanRun>();

  /** @param records - what is kept for the next engine; null when there will be none. */
  constructor(
    executor: Executor,
    registry: FunctionRegistry,
    records: RunRecords | null = null,
    { log, hub }: { readonly log?: Log; readonly hub?: HubLine } = {},
  ) {
    this.#hub = hub;
    this.#log = log;
    this.#executor = executor;
    this.#registry = registry;
    this.#records = records;
    this.#dispatcher = new Dispatcher(executor.workers);
    this.#records?.forget();
  }

  /** Runs that have not ended. */
  get active(): readonly PlanRun[] {
    return [...this.#going.values()];
  }

  /** What a status shows of them, oldest first. */
  get summary(): RunFacts[] {
    const records = this.#records?.read() ?? [];
    return records.map(({ runId, state, plate, output, priority, submitted }) => {
      const progress = this.#going.get(runId)?.progress ?? null;
      return { runId, state, plate, output, priority, submitted, progress };
    });
  }

  /** How many wells are being worked on. */
  get inWork(): number {
    return this.active.reduce((sum, run) => sum + run.inWork, 0);
  }

  /**
   * Takes a run into the queue; a plan that is running into the same folder already is not started twice, its run is given.
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
    const done = makeReady(plan, options);
    const { kernels, timeout, priority, group } = options;
    const runId = `run-${randomBytes(6).toString("hex")}`;
    return this.#start(plan, { runId, kernels, timeout, priority, done, ...(group !== undefined && { group }) });
  }

  /** Goes on with the runs that an engine before this one left unfinished; gives how many there are. */
  takeUp(): number {
    for (const record of this.#records?.read() ?? []) if (isGoing(record.state)) this.#takeUp(record, this.#records!);
    return this.#going.size;
  }

  /** @throws TiterError `UNKNOWN_RUN`. */
  find(runId: string): KnownRun {
    const run = this.#going.get(runId);
    if (run) return run;
    const records = this.#records?.read() ?? [];
    const ended = records.find((record) => record.runId === runId);
    if (ended) return new EndedRun(ended);
    throw new TiterError("UNKNOWN_RUN", {
      what: `the engine knows no run ${runId}`,
      todo: `Its runs are: ${records.map((record) => record.runId).join(", ") || "none"}.`,
    });
  }

  #takeUp(record: RunRecord, records: RunRecords): void {
    const { runId, eventsFrom, submitted, kernels, timeout, priority, group } = record;
    try {
      const plan = readPlan(record.output);
      checkDigest(plan);
      checkFunctions(plan, this.#registry);
      const done = makeReady(plan, { overwrite: false, resume: false });
      const { takenUp, deaths } = takeUp(record, plan, done, records);
      const options = { runId, kernels, timeout, priority, done, ...(group !== undefined && { group }) };
      this.#start(plan, { ...options, takenUp: { ...takenUp, eventsFrom } }, submitted, deaths);
      if (record.state === "paused") this.#going.get(runId)?.pause();
    } catch (thrown) {
      const where = { plate: record.plate, file: record.output };
      const error = TiterError.from(thrown, "RUN_LOST", where, "Run again: finished wells are kept.");
      records.write({ ...record, state: "failed", error: error.toData() });
      this.#log?.error("a run could not be taken up", { runId, data: error.toData() });
    }
  }

  #start(
    plan: Plan,
    options: Omit<PlanRunOptions, "positions" | "changed">,
    submitted: string = new Date().toISOString(),
    deaths: readonly Death[] = [],
  ): PlanRun {
    const { runId, kernels, timeout, priority, group } = options;
    const records = this.#records;
    const positions = records?.positions(runId) ?? null;
    const run: PlanRun = new PlanRun(plan, this.#executor, { ...options, positions, changed: () => changed() });
    const { output, plate } = plan;
    const note = () => {
      const { state, eventsFrom } = run;
      const kept = {
        runId,
        kernels,
        timeout,
        priority,
        submitted,
        deaths,
        state,
        eventsFrom,
        ...(group !== undefined && { group }),
      };
      records?.write({ ...kept, plate: plate.path, output: output.root });
    };
    const changed = () => {
      this.#log?.info(`run ${run.state}`, { runId });
      try {
        note();
      } catch (thrown) {
        // The run itself is well: only an engine that took over would know less of it.
        this.#log?.error("the run's record could not be written", { runId, data: messageOf(thrown) });
      }
      this.#dispatcher.serve();
    };
    // Positions first: killed in between, a death is forgotten rather than counted twice.
    if (positions !== null) createPositions(positions, plan.wells.length);
    note();
    const { wells } = plan;
    this.#log?.info("run queued", { runId, data: { output: output.root, wells: wells.length, takenUp: deaths } });
    this.#going.set(runId, run);
    run.ended.then(() => this.#going.delete(runId));
    this.#begin(run);
    return run;
  }

  async #begin(run: PlanRun): Promise<void> {
    try {
      await this.#hub?.add(run);
    } catch (thrown) {
      // Viewers go without; the results do not depend on them.
      this.#log?.error("the hub did not start", { runId: run.runId, data: messageOf(thrown) });
    }
    await run.begin();
    this.#dispatcher.add(run);
  }
}

/** Makes the output folder and its stores ready; gives the wells that are done already. */
function makeReady(plan: Plan, options: Pick<RunOptions, "overwrite" | "resume">): ReadonlySet<string> {
  const done = prepareOutput(plan, options);
  for (const store of storesOf(plan.output)) {
    const kept = new Set(store.wells);
    const wells = new Map(plan.wells.flatMap(wellsOf).flatMap((at) => (kept.has(at.well) ? [[at.well, at]] : [])));
    layOut(storeFolder(plan.output, store), store, [...wells.values()], plan);
  }
  return done;
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
