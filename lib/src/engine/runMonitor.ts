import { type ErrorData, TiterError } from "../errors.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { FollowedRun } from "../protocol/panelEngine.ts";
import { RunView } from "./runView.ts";
import { knownSource } from "./sources.ts";

/** How many events are kept to be shown. */
const mostEvents = 500;

/** Below this share of the work nothing is said about the time left. */
const leastShare = 0.01;

/** A run of the engine with all that a monitor shows, kept up to date to its end; an engine that dies is replaced. */
export class RunMonitor {
  readonly #runId: string;
  readonly #view = new RunView("", "");
  readonly #events: RunEvent[] = [];
  #leftOut = 0;
  #steps: readonly string[] = [];
  #workers = 0;
  #error: ErrorData | undefined;
  /** When its first well began, by a clock that nobody sets, and what earlier runs had done by then. */
  #begun: { readonly at: number; readonly progress: number } | undefined;

  constructor(runId: string) {
    this.#runId = runId;
  }

  /**
   * Follows the run; settles when it has ended. Starts an engine when none runs.
   *
   * @param changed - called after every event.
   * @throws TiterError `UNKNOWN_RUN`, `ENGINE_NOT_STARTED`; what is shown then says so.
   */
  async follow(changed: () => void): Promise<void> {
    try {
      await knownSource(this.#runId).start((event) => {
        this.apply(event);
        changed();
      });
    } catch (thrown) {
      const error = TiterError.from(thrown, "RUN_LOST", {}, "Run again: finished wells are kept.");
      this.#error = error.toData();
      this.#view.fail(this.#error);
      changed();
      throw error;
    }
  }

  apply(event: RunEvent): void {
    this.#view.apply(event);
    if (event.kind === "run-queued") this.#steps = [...new Set(event.steps)];
    if (event.kind === "run-started") {
      this.#workers = event.workers;
      const ago = Math.max(0, Date.now() - Date.parse(event.at));
      this.#begun = { at: performance.now() - ago, progress: this.#view.progress };
    }
    if (event.kind === "run-ended") this.#error = event.error;
    if (event.kind === "progress") return;
    this.#events.push(event);
    if (this.#events.length > mostEvents) {
      this.#events.shift();
      this.#leftOut++;
    }
  }

  get isOver(): boolean {
    return !["queued", "running", "paused"].includes(this.#view.state);
  }

  get shown(): FollowedRun {
    const { plate, output, state, progress, seconds, kernels } = this.#view.shown;
    return {
      runId: this.#runId,
      plate,
      output,
      state,
      progress,
      seconds,
      secondsLeft: this.#secondsLeft(),
      kernels,
      workers: this.#workers,
      steps: this.#steps,
      wells: [...this.#view.wells].map(([well, { state, progress, step, skipped, error }]) => ({
        well,
        state,
        progress,
        step,
        skipped,
        ...(error && { error }),
      })),
      events: this.#events,
      eventsLeftOut: this.#leftOut,
      ...(this.#error && { error: this.#error }),
    };
  }

  #secondsLeft(): number | null {
    if (this.#begun === undefined || this.#view.state !== "running") return null;
    const made = this.#view.progress - this.#begun.progress;
    if (made < leastShare) return null;
    return (((performance.now() - this.#begun.at) / 1000) * (1 - this.#view.progress)) / made;
  }
}
