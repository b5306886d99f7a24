import type { ErrorData } from "../errors.ts";
import type { RunOutput } from "../protocol/display.ts";
import type { RunEvent } from "../protocol/events.ts";

type WellView = {
  state: RunOutput["wells"][number]["state"];
  progress: number;
  step: string;
  skipped: boolean;
  seconds?: number;
  error?: ErrorData;
};

/** What a run looks like after its events so far. */
export class RunView {
  state: RunOutput["state"] = "queued";
  error: ErrorData | undefined;
  readonly wells: Map<string, WellView> = new Map();
  #runId = "";
  #plate: string;
  #output: string;
  #kernels = "";
  #seconds = 0;
  #startedAt: number | undefined;

  constructor(plate: string, output: string) {
    this.#plate = plate;
    this.#output = output;
  }

  apply(event: RunEvent): void {
    switch (event.kind) {
      case "run-queued":
        this.#runId = event.runId;
        this.#plate = event.plate;
        this.#output = event.output;
        // kept by a clock that nobody sets: the system's may jump while the run goes
        this.#startedAt = performance.now() - Math.max(0, Date.now() - Date.parse(event.at));
        for (const well of event.wells)
          this.wells.set(well, { state: "waiting", progress: 0, step: "", skipped: false });
        return;
      case "run-started":
        this.state = "running";
        this.#kernels = event.kernels;
        return;
      case "run-paused":
        this.state = "paused";
        return;
      case "run-continued":
        this.state = "running";
        return;
      case "run-resumed":
        for (const well of event.interrupted) this.#change(well, { state: "waiting", progress: 0, step: "" });
        return;
      case "run-ended":
        this.state = event.state;
        this.error = event.error;
        this.#seconds = event.seconds;
        return;
      case "well-started":
        this.#change(event.well, { state: "running" });
        return;
      case "progress":
        this.#change(event.well, { step: event.step, progress: event.total === 0 ? 1 : event.done / event.total });
        return;
      case "well-done":
        this.#change(event.well, { state: "done", progress: 1, seconds: event.seconds });
        return;
      case "well-skipped":
        this.#change(event.well, { state: "done", progress: 1, skipped: true });
        return;
      case "group-split":
        return; // the well goes on
      case "well-retried":
        this.#change(event.well, { state: "waiting", progress: 0, step: "" });
        return;
      case "well-failed":
        this.#change(event.well, { state: "failed", error: event.error });
        return;
      default:
        event satisfies never;
    }
  }

  /** Ends the view of a run whose engine is gone. */
  fail(error: ErrorData): void {
    this.state = "failed";
    this.error = error;
  }

  /** 0..1 over all wells; a failed well counts as far as it came. */
  get progress(): number {
    const wells = [...this.wells.values()];
    return wells.length === 0 ? 0 : wells.reduce((sum, well) => sum + well.progress, 0) / wells.length;
  }

  /** The run as a notebook shows it. */
  get shown(): RunOutput {
    const over = this.state !== "queued" && this.state !== "running" && this.state !== "paused";
    const seconds =
      over || this.#startedAt === undefined ? this.#seconds : (performance.now() - this.#startedAt) / 1000;
    return {
      version: 1,
      runId: this.#runId,
      plate: this.#plate,
      state: this.state,
      progress: this.progress,
      seconds,
      kernels: this.#kernels,
      wells: [...this.wells].map(([well, { state, progress, step, error }]) => ({
        well,
        state,
        progress,
        step,
        ...(error === undefined ? {} : { error: messageFrom(error) }),
      })),
      output: this.#output,
    };
  }

  #change(well: string, change: Partial<WellView>): void {
    const now = this.wells.get(well);
    if (now) Object.assign(now, change);
  }
}

/** The code around the error, where there is some, in lines of its own. */
function messageFrom({ what, where, todo, details = {} }: ErrorData): string {
  const place = [where.step, where.component, where.file].filter(Boolean).join(", ");
  const frame = typeof details.frame === "string" ? `\n${details.frame}` : "";
  return `${what}${place ? ` (${place})` : ""}. ${todo}${frame}`;
}
