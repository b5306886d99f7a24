import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import type { Plan, PlannedWell } from "../compile/plan.ts";
import { type ErrorData, TiterError } from "../errors.ts";
import type { RunEvent } from "../protocol/events.ts";
import { EventLog } from "./eventLog.ts";
import type { Executor, PlanFrame, WellOutcome } from "./executor.ts";
import { mergeTables } from "./mergeTables.ts";
import { hidden } from "./output.ts";

/** An event without what every event has. */
type EventBody = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "at" | "runId"> : never) : never;
type RunEnded = Extract<EventBody, { kind: "run-ended" }>;

/** How a run stands. */
export type RunState = "running" | RunEnded["state"];

/**
 * One execution of a plan: spreads its wells over an executor and tells everybody what happens. The output folder must have
 * been made ready.
 */
export class PlanRun {
  readonly runId: string = `run-${randomBytes(6).toString("hex")}`;
  readonly plan: Plan;
  /** Settles when the run has ended; never rejects. */
  readonly ended: Promise<void>;
  readonly #executor: Executor;
  readonly #kernels: string;
  readonly #log: EventLog;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #started: number = performance.now();
  #state: RunState = "running";
  #fatal: ErrorData | undefined;

  /** @param done - wells that an earlier run finished; they are skipped. */
  constructor(plan: Plan, executor: Executor, kernels: string, done: ReadonlySet<string>) {
    this.plan = plan;
    this.#executor = executor;
    this.#kernels = kernels;
    this.#log = new EventLog(hidden.events(plan.output.root));
    this.ended = this.#go(done);
  }

  get state(): RunState {
    return this.#state;
  }

  /** The events so far, then every further one as it happens, without a gap. Returns how to stop listening. */
  attach(listener: (event: RunEvent) => void): () => void {
    for (const event of this.#log.history()) listener(event);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the run; wells that are not done leave nothing behind that counts. A second call does nothing. */
  cancel(): void {
    Atomics.store(this.#cancelled, 0, 1); // workers look at it between calls, long functions also inside
  }

  get #stopping(): boolean {
    return Atomics.load(this.#cancelled, 0) === 1;
  }

  async #go(done: ReadonlySet<string>): Promise<void> {
    let end: Pick<RunEnded, "state" | "error">;
    try {
      end = await this.#work(done);
      rmSync(hidden.intermediate(this.plan.output.root), { recursive: true, force: true });
    } catch (thrown) {
      // What fails outside of wells: events that can't be written, tables that can't be merged.
      this.cancel();
      const { root } = this.plan.output;
      const error = TiterError.from(thrown, "RUN_FAILED", { file: root }, "Run again: finished wells are kept.");
      end = { state: "failed", error: error.toData() };
    }
    const seconds = (performance.now() - this.#started) / 1000;
    this.#state = end.state;
    this.#tell({ kind: "run-ended", ...end, seconds });
    this.#log.close();
    this.#listeners.clear();
  }

  async #work(done: ReadonlySet<string>): Promise<Pick<RunEnded, "state" | "error">> {
    const { wells, schedules: _shared, ...frame } = this.plan;
    const steps = frame.steps.map((step) => step.name);
    const names = wells.map((well) => well.unit);
    this.#emit({ kind: "run-queued", wells: names, steps, output: frame.output.root, plate: frame.plate.name });
    const workers = Math.min(
      frame.numWorkers || this.#executor.workers,
      this.#executor.workers,
      Math.max(1, wells.length),
    );
    this.#emit({ kind: "run-started", kernels: await this.#executor.kernels(this.#kernels), workers });
    const waiting: PlannedWell[] = [];
    for (const well of wells) {
      if (done.has(well.unit)) this.#emit({ kind: "well-skipped", well: well.unit, reason: "done by an earlier run" });
      else waiting.push(well);
    }
    const outcomes: WellOutcome[] = [];
    const lane = async (): Promise<void> => {
      for (let well = waiting.shift(); well && !this.#stopping; well = waiting.shift()) {
        outcomes.push(await this.#one(frame, well));
      }
    };
    await Promise.all(Array.from({ length: workers }, lane));
    if (this.#fatal) return { state: "failed", error: this.#fatal };
    if (this.#stopping) return { state: "cancelled" };
    mergeTables(this.plan);
    return { state: outcomes.every((outcome) => outcome.kind === "done") ? "completed" : "completed with failures" };
  }

  async #one(frame: PlanFrame, well: PlannedWell): Promise<WellOutcome> {
    this.#emit({ kind: "well-started", well: well.unit });
    const schedule = this.plan.schedules[well.schedule]!; // the plan guard checked it
    const task = { runId: this.runId, frame, well, schedule, kernels: this.#kernels, cancelled: this.#cancelled };
    const outcome = await this.#executor.run(task, (progress) =>
      this.#emit({ kind: "progress", well: well.unit, ...progress }),
    );
    if (outcome.kind === "done") this.#emit({ kind: "well-done", well: well.unit, seconds: outcome.seconds });
    if (outcome.kind === "failed") {
      if (outcome.fatal) {
        this.#fatal ??= outcome.error;
        this.cancel();
      }
      this.#emit({ kind: "well-failed", well: well.unit, error: outcome.error });
    }
    return outcome;
  }

  #emit(body: EventBody): void {
    const event = this.#event(body);
    this.#log.append(event);
    this.#announce(event);
  }

  #event(body: EventBody): RunEvent {
    return { at: new Date().toISOString(), runId: this.runId, ...body };
  }

  #announce(event: RunEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The last event reaches the clients even when the log's disk is full, which may be what it says. */
  #tell(body: EventBody): void {
    const event = this.#event(body);
    try {
      this.#log.append(event);
    } catch (thrown) {
      process.stderr.write(`the last event of ${this.runId} could not be logged: ${String(thrown)}\n`);
    }
    this.#announce(event);
  }
}
