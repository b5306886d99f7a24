import { randomUUID } from "node:crypto";
import { TiterError } from "../errors.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { CompiledPlate } from "./compilePlates.ts";
import type { Plate } from "./plate.ts";
import type { Run } from "./run.ts";
import type { RunResult } from "./runResult.ts";
import type { ExecuteOptions } from "./sources.ts";
import { writeGlobalSummary } from "./summaries.ts";

/** How the run over one of several plates ended. */
export interface PlateResult {
  readonly plate: Plate;
  /** `failed`: its run could not start or go on, see `error`. `unfinished`: it was cancelled before. */
  readonly state: RunResult["state"] | "failed" | "unfinished";
  readonly result?: RunResult;
  readonly error?: TiterError;
}

/** What a run over several plates gives in the end. */
export interface PlatesResult {
  readonly state: RunResult["state"];
  /** In the order of the orchestration. */
  readonly plates: readonly PlateResult[];
  readonly seconds: number;
  /** Path of the summary of all plates that were completed; absent when fewer than two of them fill tables. */
  readonly summary?: string;
}

/** What happened on one of several plates. */
export interface PlateEvent {
  readonly plate: Plate;
  readonly event: RunEvent;
}

/** How much lower the priority of each further plate is: free workers go to the earliest plate that has wells left. */
const priorityStep = 1e-6;

/**
 * A run over several plates, which share the workers of one: where a plate has no well left to begin, the next begins. In line,
 * plates run one after the other. A plate that fails does not stop the others. `await run` waits for its {@link PlatesResult}; it
 * rejects only when the plates can't be opened or compiled, and then nothing was executed.
 */
export class PlatesRun implements PromiseLike<PlatesResult> {
  readonly #result: Promise<PlatesResult>;
  readonly #options: ExecuteOptions;
  readonly #runs: Run[] = [];
  readonly #events: PlateEvent[] = [];
  #wake: () => void = () => {};
  #more: Promise<void>;
  #cancelled = false;
  #over = false;

  constructor(plates: Promise<readonly CompiledPlate[]> | readonly CompiledPlate[], options: ExecuteOptions) {
    this.#options = { group: randomUUID(), ...options };
    this.#more = new Promise((resolve) => {
      this.#wake = resolve;
    });
    this.#result = this.#go(plates);
    this.#result.catch(() => {}); // whoever awaits the run gets the error
  }

  /** The runs that have started, in the order of the plates. */
  get runs(): readonly Run[] {
    return this.#runs;
  }

  /** All events with their plate as they come, from the beginning, for each who asks; ends with the last plate. */
  get events(): AsyncIterable<PlateEvent> {
    return this.#iterate();
  }

  /** Stops the runs that go on and starts no other. Finished wells stay. */
  cancel(): void {
    this.#cancelled = true;
    for (const run of this.#runs) run.cancel();
  }

  // biome-ignore lint/suspicious/noThenProperty: a run is awaited like a promise on purpose, and documented so
  then<A = PlatesResult, B = never>(
    done?: ((result: PlatesResult) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#result.then(done, failed);
  }

  async #go(compiling: Promise<readonly CompiledPlate[]> | readonly CompiledPlate[]): Promise<PlatesResult> {
    const start = performance.now();
    try {
      const results: Promise<PlateResult>[] = [];
      const ran = await compiling;
      for (const [index, compiled] of ran.entries()) {
        const result = this.#one(compiled, index);
        results.push(result);
        if ((this.#options.executor ?? compiled.plan.executor) === "inline") await result; // this thread does one at a time
      }
      const plates = await Promise.all(results);
      const failed = plates.some(({ state }) => state !== "completed");
      const state = this.#cancelled ? "cancelled" : failed ? "completed with failures" : "completed";
      const done = ran.filter((_, i) => plates[i]?.state.startsWith("completed")).map(({ plan }) => plan.plan);
      const summary = writeGlobalSummary(done);
      return { state, plates, seconds: (performance.now() - start) / 1000, ...(summary && { summary }) };
    } finally {
      this.#over = true;
      this.#renew();
    }
  }

  async #one({ plate, plan }: CompiledPlate, index: number): Promise<PlateResult> {
    if (this.#cancelled) return { plate, state: "unfinished" };
    try {
      const priority = (this.#options.priority ?? 0) - index * priorityStep;
      const run = plate.execute(plan, { ...this.#options, priority });
      this.#runs.push(run);
      for await (const event of run.events) {
        this.#events.push({ plate, event });
        this.#renew();
      }
      const result = await run;
      return { plate, state: result.state, result };
    } catch (thrown) {
      const error = TiterError.from(thrown, "RUN_FAILED", { plate: plate.name }, "Run again: finished wells are kept.");
      return { plate, state: "failed", error };
    }
  }

  async *#iterate(): AsyncGenerator<PlateEvent> {
    for (let at = 0; ; at++) {
      while (at >= this.#events.length) {
        if (this.#over) return;
        await this.#more;
      }
      yield this.#events[at]!;
    }
  }

  /** Wakes all who wait for the next event. */
  #renew(): void {
    this.#wake();
    this.#more = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
