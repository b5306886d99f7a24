import type { Plan } from "../compile/plan.ts";
import { runBundle } from "../display/index.ts";
import { TiterError } from "../errors.ts";
import type { MimeBundle, RunOutput } from "../protocol/display.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { Table } from "../results/index.ts";
import type { ResultChoice } from "./choose.ts";
import { collectTable, findTable } from "./collectTable.ts";
import { LiveDisplay } from "./liveDisplay.ts";
import { LiveView, type ViewOptions, viewOutput } from "./liveView.ts";
import type { PlaneImage } from "./planeImage.ts";
import { missingPlanes, resultImage, unitFolders } from "./results.ts";
import { RunResult, type WellResult } from "./runResult.ts";
import { RunView } from "./runView.ts";
import { Shown } from "./shown.ts";

/** Where a run's events come from: the engine, or this process. */
export interface RunSource {
  /** Delivers the run's events from its beginning; rejects when the run can't start or its engine dies. */
  readonly start: (event: (event: RunEvent) => void) => Promise<void>;
  readonly cancel: () => void;
  readonly pause: () => void;
  readonly continue: () => void;
}

/**
 * A run that goes on. `await run` waits for its {@link RunResult}; wells that failed are listed there. It rejects only when
 * the run as a whole could not start or go on.
 */
export class Run extends Shown implements PromiseLike<RunResult> {
  /** Absolute folder of the results. */
  readonly output: string;
  readonly #plan: Plan;
  readonly #source: RunSource;
  readonly #again: () => Run;
  readonly #view: RunView;
  readonly #result: Promise<RunResult>;
  readonly #events: RunEvent[] = [];
  #wake: () => void = () => {};
  #more: Promise<void> = Promise.resolve();
  #over = false;

  /** @param again - starts the plan's run once more. */
  constructor(plan: Plan, source: RunSource, again: () => Run) {
    super();
    this.#plan = plan;
    this.#source = source;
    this.#again = again;
    this.output = plan.output.root;
    this.#view = new RunView(plan.plate.name, this.output);
    this.#renew();
    const display = new LiveDisplay(this.#view);
    this.#result = this.#follow(display);
    // Whoever awaits the run gets the error; a run that nobody awaits must not end the process. It is shown and in `state`.
    this.#result.catch(() => {});
  }

  get state(): RunOutput["state"] {
    return this.#view.state;
  }

  /** 0..1 over all wells. */
  get progress(): number {
    return this.#view.progress;
  }

  /** All events of the run from its beginning, for each who asks; ends with the run. */
  get events(): AsyncIterable<RunEvent> {
    return this.#iterate();
  }

  /** Stops the run; finished wells stay. Waiting for the run then gives a result with state `cancelled`. */
  cancel(): void {
    this.#source.cancel();
  }

  /** Lets no further well begin; those in work come to their end. {@link Run.resume} goes on. */
  pause(): void {
    this.#source.pause();
  }

  /**
   * Goes on with a run that is paused, and gives it. One that has ended is started again for the wells that are missing (failed,
   * or not reached before it was cancelled): that is a new run.
   */
  resume(): Run {
    if (this.#over) return this.#again();
    this.#source.continue();
    return this;
  }

  // biome-ignore lint/suspicious/noThenProperty: a run is awaited like a promise on purpose, and documented so
  then<A = RunResult, B = never>(
    done?: ((result: RunResult) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#result.then(done, failed);
  }

  /**
   * A table of results over the wells that are done so far, one row per plane or object.
   *
   * @param table - default: the first that the step declares.
   * @throws TiterError `UNKNOWN_STEP`, `UNKNOWN_TABLE`, listing what there is.
   */
  table(step: string, table?: string): Table {
    const found = findTable(this.#plan, step, table);
    const { runId } = this.#view.shown;
    const source = runId === "" ? ({ kind: "folder", path: this.output } as const) : ({ kind: "run", runId } as const);
    return collectTable(this.#plan, found.step, found.table, source);
  }

  /** An image of the result, or of a checkpoint. Throws `UNKNOWN_WELL`, `UNKNOWN_SITE`, ..., `NO_CHECKPOINT`, `PLANE_NOT_WRITTEN`. */
  image(choice: ResultChoice): PlaneImage {
    return resultImage(this.#plan, choice);
  }

  /**
   * A live view of the run's images, as they are made; as the value of a cell it is shown.
   *
   * @param options - `step`: whose images, of those that are kept; default: the result.
   */
  view(options: ViewOptions & { readonly step?: string } = {}): LiveView {
    const { step, ...given } = options;
    const { mode: _mode, heatMap: _heatMap, ...place } = given;
    const source = async () =>
      ({ kind: "run", runId: await this.#id(), ...(step === undefined ? {} : { step }) }) as const;
    return new LiveView(
      async () => viewOutput(this.#plan.plate.name, await source(), given),
      () => this.#firstImage({ ...place, ...(step === undefined ? {} : { step }) }),
    );
  }

  override toString(): string {
    return `Run of ${this.#plan.plate.name}: ${this.state}, ${Math.floor(this.progress * 100)} %`;
  }

  override bundle(): MimeBundle {
    return runBundle(this.#view.shown);
  }

  async #follow(display: LiveDisplay): Promise<RunResult> {
    try {
      await this.#source.start((event) => {
        this.#view.apply(event);
        this.#events.push(event);
        if (event.kind !== "run-ended") display.changed();
        this.#renew();
      });
      if (this.#view.error) throw TiterError.fromData(this.#view.error);
    } catch (thrown) {
      const error = TiterError.from(
        thrown,
        "RUN_FAILED",
        { plate: this.#plan.plate.name },
        "Run again: finished wells are kept.",
      );
      this.#view.fail(error.toData());
      throw error;
    } finally {
      this.#over = true;
      display.end();
      this.#renew();
    }
    const { kernels, seconds } = this.#view.shown;
    const state = this.#view.state as RunResult["state"]; // run-ended came, and `failed` always has an error
    return new RunResult({ state, wells: this.#done(), output: this.output, seconds, kernels });
  }

  /** An image of the first well that is done. */
  #firstImage(choice: Partial<ResultChoice>): PlaneImage | undefined {
    const done = [...this.#view.wells].find(([, { state }]) => state === "done")?.[0];
    return done === undefined ? undefined : this.image({ well: done, ...choice });
  }

  /** The id that the engine gave to the run. */
  async #id(): Promise<string> {
    for await (const event of this.events) if (event.kind === "run-queued") return event.runId;
    await this.#result; // which says why it could not begin
    throw new Error("unreachable: a run that was not queued has failed");
  }

  #done(): WellResult[] {
    return [...this.#view.wells].map(([well, { state, skipped, seconds, error }]) => {
      const done = state === "done";
      const failed = state === "failed" && error !== undefined;
      return {
        well,
        state: done ? (skipped ? "skipped" : "done") : failed ? "failed" : "unfinished",
        ...(seconds === undefined ? {} : { seconds }),
        outputs: done ? unitFolders(this.#plan, well) : [],
        missing: missingPlanes(this.#plan, well),
        ...(failed ? { error: TiterError.fromData(error) } : {}),
      };
    });
  }

  async *#iterate(): AsyncGenerator<RunEvent> {
    for (let at = 0; ; at++) {
      while (at >= this.#events.length) {
        if (this.#over) return;
        await this.#more;
      }
      yield this.#events[at]!;
    }
  }

  /** Wakes all who wait for an event. */
  #renew(): void {
    this.#wake();
    this.#more = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
