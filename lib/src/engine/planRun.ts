import { rmSync } from "node:fs";
import type { Plan, PlannedWell } from "../compile/plan.ts";
import { type ErrorData, TiterError } from "../errors.ts";
import { removeTemporaries } from "../files/disk/atomic.ts";
import { sharedCount } from "../image/budget.ts";
import type { EndState, RunEvent, RunState } from "../protocol/events.ts";
import { newTap } from "../stream/tap.ts";
import { EventLog } from "./eventLog.ts";
import type { Executor, PlanFrame, WellOutcome } from "./executor.ts";
import { mergeTables } from "./mergeTables.ts";
import { hidden, rootsOf } from "./output.ts";
import { writing } from "./outputError.ts";
import { WellDigests } from "./wellMade.ts";

/** An event without what every event has. */
type EventBody = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "at" | "runId"> : never) : never;

/** What an earlier engine left of a run that is taken up again. */
export interface TakenUp {
  /** Where the run's events begin in the output's events, in bytes. */
  readonly eventsFrom: number;
  /** Units that were in work when it died: they are worked on last, each alone, so that a next death has one cause. */
  readonly suspects: ReadonlySet<string>;
  /** Units that have brought an engine down twice, at the same call: they are not tried again. */
  readonly setAside: ReadonlyMap<string, ErrorData>;
}

/** How a plan is run. */
export interface PlanRunOptions {
  readonly runId: string;
  readonly kernels: string;
  /** Seconds that a call may take; 0 for as long as it takes. */
  readonly timeout: number;
  /** Higher goes first. */
  readonly priority: number;
  /** Of runs that share workers. */
  readonly group?: string;
  /** Units that an earlier run finished; they are skipped. */
  readonly done: ReadonlySet<string>;
  /** File for the calls that wells come to, for an engine that takes over; null when there will be none. */
  readonly positions: string | null;
  readonly takenUp?: TakenUp;
  /** Called after every change of state. */
  readonly changed: () => void;
}

/**
 * One execution of a plan: hands out its wells one by one (see `Dispatcher`) and tells everybody what happens. The output folder
 * must have been made ready.
 */
export class PlanRun {
  readonly runId: string;
  readonly plan: Plan;
  readonly priority: number;
  readonly group: string | undefined;
  /** The most wells that may be in work at once, in its group too. */
  readonly workers: number;
  /** Where the run's events begin in the output's events, in bytes. */
  readonly eventsFrom: number;
  /** What the hub sets, and the run's workers look at. */
  readonly tap: Int32Array = newTap();
  /** Settles when the run has ended; never rejects. */
  readonly ended: Promise<void>;
  readonly #executor: Executor;
  readonly #options: PlanRunOptions;
  readonly #log: EventLog;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #started: number = performance.now();
  readonly #frame: PlanFrame;
  readonly #digests: WellDigests;
  readonly #workers: number;
  readonly #waiting: PlannedWell[] = [];
  /** Wells that are worked on when the others have ended, with nothing beside them. */
  readonly #alone: PlannedWell[] = [];
  /** Wells whose memory did not suffice once. */
  readonly #retried = new Set<string>();
  /** 0..1 of each unit. */
  readonly #progress = new Map<string, number>();
  #build: string | undefined;
  #state: RunState = "queued";
  #paused = false;
  #inWork = 0;
  #failures = 0;
  #fatal: ErrorData | undefined;
  #end!: () => void;

  constructor(plan: Plan, executor: Executor, options: PlanRunOptions) {
    const { wells, schedules: _shared, ...frame } = plan;
    this.runId = options.runId;
    this.plan = plan;
    this.priority = options.priority;
    this.group = options.group;
    this.#frame = frame;
    this.#digests = new WellDigests(plan);
    this.#executor = executor;
    this.#options = options;
    this.workers = Math.min(frame.numWorkers || executor.workers, executor.workers);
    this.#workers = Math.min(this.workers, Math.max(1, wells.length));
    const { root } = plan.output;
    this.#log = writing(root, () => new EventLog(hidden.events(root), options.takenUp?.eventsFrom));
    this.eventsFrom = this.#log.start;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get state(): RunState {
    return this.#paused && isOpen(this.#state) ? "paused" : this.#state;
  }

  /** 0..1 over all wells; a failed well counts as far as it came. */
  get progress(): number {
    const shares = [...this.#progress.values()];
    return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, this.plan.wells.length);
  }

  /** How many wells are being worked on. */
  get inWork(): number {
    return this.#inWork;
  }

  /** What {@link work} would do now: begin a well, begin one that nothing else may run beside, or nothing. */
  get next(): "well" | "alone" | "nothing" {
    if (this.#build === undefined || this.#paused || this.#stopping || this.#inWork >= this.#workers) return "nothing";
    if (this.#waiting.length > 0) return "well";
    return this.#alone.length > 0 ? "alone" : "nothing";
  }

  /**
   * The events so far, then every further one as it happens, without a gap. Returns how to stop listening.
   *
   * @param heard - how many of the run's events the listener has heard already.
   */
  attach(listener: (event: RunEvent) => void, heard = 0): () => void {
    for (const event of this.#log.history().slice(heard)) listener(event);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Makes the run's wells ready for {@link work}; never rejects. */
  async begin(): Promise<void> {
    await this.#guarded(async () => {
      this.#sort();
      this.#build = await this.#executor.kernels(this.#options.kernels);
    });
    this.#settle();
  }

  /** Works on the next well until it has ended; never rejects. To be called only when {@link next} says so. */
  async work(): Promise<void> {
    const well = this.#waiting.shift() ?? this.#alone.shift()!; // next says that there is one
    this.#inWork++;
    await this.#guarded(async () => {
      if (this.#state === "queued") {
        this.#state = "running";
        this.#emit({ kind: "run-started", kernels: this.#build!, workers: this.#workers });
        this.#options.changed();
      }
      await this.#one(well);
    });
    this.#inWork--;
    this.#settle();
  }

  /** Ends the run; wells that are not done leave nothing behind that counts. A second call does nothing. */
  cancel(): void {
    Atomics.store(this.#cancelled, 0, 1); // workers look at it between calls, long functions also inside
    this.#settle();
  }

  /** No further well begins; those in work come to their end. A second call does nothing. */
  pause(): void {
    if (this.#paused || !isOpen(this.#state)) return;
    this.#paused = true;
    this.#pausing("run-paused");
  }

  /** Goes on after {@link pause}; does nothing when the run is not paused. */
  continue(): void {
    if (!this.#paused || !isOpen(this.#state)) return;
    this.#paused = false;
    this.#pausing("run-continued");
  }

  get #stopping(): boolean {
    return Atomics.load(this.#cancelled, 0) === 1;
  }

  #pausing(kind: "run-paused" | "run-continued"): void {
    this.#guarded(async () => this.#emit({ kind }));
    this.#options.changed();
  }

  /** Puts each well where it belongs: done before, set aside, to be done alone, to be done. */
  #sort(): void {
    const { wells, steps, output, plate } = this.plan;
    const { takenUp, done } = this.#options;
    if (takenUp) this.#emit({ kind: "run-resumed", interrupted: [...takenUp.suspects] });
    else {
      const [units, names] = [wells.map(({ unit }) => unit), steps.map(({ name }) => name)];
      this.#emit({ kind: "run-queued", wells: units, steps: names, output: output.root, plate: plate.name });
    }
    for (const well of wells) {
      const error = takenUp?.setAside.get(well.unit);
      if (done.has(well.unit)) {
        this.#progress.set(well.unit, 1);
        this.#emit({ kind: "well-skipped", well: well.unit, reason: "done by an earlier run" });
      } else if (error) this.#fail(well, error);
      else if (takenUp?.suspects.has(well.unit)) this.#alone.push(well);
      else this.#waiting.push(well);
    }
  }

  async #one(well: PlannedWell): Promise<void> {
    this.#emit({ kind: "well-started", well: well.unit });
    const { positions, kernels, timeout } = this.#options;
    const task = {
      runId: this.runId,
      frame: this.#frame,
      well,
      digest: this.#digests.of(well),
      schedule: this.plan.schedules[well.schedule]!, // the plan guard checked it
      kernels,
      cancelled: this.#cancelled,
      timeout,
      begun: new Int32Array(new SharedArrayBuffer(4)),
      tap: this.tap,
      held: sharedCount(),
      position: positions === null ? null : { path: positions, place: this.plan.wells.indexOf(well) },
    };
    const outcome = await this.#executor.run(task, ({ split, ...progress }) => {
      this.#progress.set(well.unit, progress.total === 0 ? 1 : progress.done / progress.total);
      if (split) this.#emit({ kind: "group-split", well: well.unit, step: progress.step, error: split });
      else this.#emit({ kind: "progress", well: well.unit, ...progress });
    });
    this.#take(well, outcome);
  }

  #take(well: PlannedWell, outcome: WellOutcome): void {
    switch (outcome.kind) {
      case "done":
        this.#progress.set(well.unit, 1);
        this.#emit({ kind: "well-done", well: well.unit, seconds: outcome.seconds });
        return;
      case "out of memory":
        this.#tryAlone(well, outcome.error);
        return;
      case "failed":
        if (outcome.fatal) this.#break(outcome.error);
        this.#fail(well, outcome.error);
        return;
      case "cancelled":
        return;
      default:
        outcome satisfies never;
    }
  }

  /** Once more with nothing beside it; a well that was alone has failed. */
  #tryAlone(well: PlannedWell, error: ErrorData): void {
    if (this.#retried.has(well.unit)) {
      this.#fail(well, error);
      return;
    }
    this.#retried.add(well.unit);
    this.#alone.push(well);
    this.#emit({ kind: "well-retried", well: well.unit, error });
  }

  #fail(well: PlannedWell, error: ErrorData): void {
    this.#failures++;
    this.#emit({ kind: "well-failed", well: well.unit, error });
  }

  /** Ends the run when nothing is left to do, or nothing shall be done any more. */
  #settle(): void {
    const left = this.#stopping ? 0 : this.#waiting.length + this.#alone.length;
    const begun = this.#build !== undefined || this.#stopping;
    if (!begun || left > 0 || this.#inWork > 0 || !isOpen(this.#state)) return;
    const end = this.#close();
    this.#state = end.state;
    this.#tell({ kind: "run-ended", ...end, seconds: (performance.now() - this.#started) / 1000 });
    this.#log.close();
    this.#listeners.clear();
    this.#options.changed();
    this.#end();
  }

  #close(): { readonly state: EndState; readonly error?: ErrorData } {
    try {
      if (this.#stopping)
        for (const root of rootsOf(this.plan)) removeTemporaries(root); // of threads that were ended
      else mergeTables(this.plan);
      rmSync(hidden.intermediate(this.plan.output.root), { recursive: true, force: true });
    } catch (thrown) {
      this.#break(this.#failure(thrown));
    }
    if (this.#fatal) return { state: "failed", error: this.#fatal };
    if (this.#stopping) return { state: "cancelled" };
    return { state: this.#failures === 0 ? "completed" : "completed with failures" };
  }

  /** Does a part of the run; what fails outside of wells (events that can't be written, kernels that are not there) ends it. */
  async #guarded(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } catch (thrown) {
      this.#break(this.#failure(thrown));
    }
  }

  #break(error: ErrorData): void {
    this.#fatal ??= error;
    Atomics.store(this.#cancelled, 0, 1); // as in cancel, but the run ends with its wells
  }

  #failure(thrown: unknown): ErrorData {
    const { root } = this.plan.output;
    return TiterError.from(thrown, "RUN_FAILED", { file: root }, "Run again: finished wells are kept.").toData();
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

function isOpen(state: RunState): boolean {
  return state === "queued" || state === "running";
}
