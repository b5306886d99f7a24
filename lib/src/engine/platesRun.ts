import { TiterError } from "../errors.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { CompiledPlate } from "./compilePlates.ts";
import type { Plate } from "./plate.ts";
import type { Run } from "./run.ts";
import type { RunResult } from "./runResult.ts";
import type { ExecuteOptions } from "./sources.ts";

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
}

/**
 * A run over several plates, one after the other; a plate that fails does not stop the others. `await run` waits for its
 * {@link PlatesResult}; it rejects only when the plates can't be opened or compiled, and then nothing was executed.
 */
export class PlatesRun implements PromiseLike<PlatesResult> {
  readonly #result: Promise<PlatesResult>;
  readonly #options: ExecuteOptions;
  readonly #started: { readonly plate: Plate; readonly run: Run }[] = [];
  #wake: () => void = () => {};
  #more: Promise<void>;
  #cancelled = false;
  #over = false;

  constructor(plates: Promise<readonly CompiledPlate[]> | readonly CompiledPlate[], options: ExecuteOptions) {
    this.#options = options;
    this.#more = new Promise((resolve) => {
      this.#wake = resolve;
    });
    this.#result = this.#go(plates);
    this.#result.catch(() => {}); // whoever awaits the run gets the error
  }

  /** The runs that have started, in the order of the plates. */
  get runs(): readonly Run[] {
    return this.#started.map(({ run }) => run);
  }

  /** All events with their plate, from the beginning, for each who asks; ends with the last plate. */
  get events(): AsyncIterable<{ readonly plate: Plate; readonly event: RunEvent }> {
    return this.#iterate();
  }

  /** Stops the run that goes on and starts no other. Finished wells stay. */
  cancel(): void {
    this.#cancelled = true;
    this.#started.at(-1)?.run.cancel();
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
      const plates: PlateResult[] = [];
      for (const compiled of await compiling) plates.push(await this.#one(compiled));
      const failed = plates.some(({ state }) => state !== "completed");
      const state = this.#cancelled ? "cancelled" : failed ? "completed with failures" : "completed";
      return { state, plates, seconds: (performance.now() - start) / 1000 };
    } finally {
      this.#over = true;
      this.#renew();
    }
  }

  async #one({ plate, plan }: CompiledPlate): Promise<PlateResult> {
    if (this.#cancelled) return { plate, state: "unfinished" };
    try {
      const run = plate.execute(plan, this.#options);
      this.#started.push({ plate, run });
      this.#renew();
      const result = await run;
      return { plate, state: result.state, result };
    } catch (thrown) {
      const error = TiterError.from(thrown, "RUN_FAILED", { plate: plate.name }, "Run again: finished wells are kept.");
      return { plate, state: "failed", error };
    }
  }

  async *#iterate(): AsyncGenerator<{ readonly plate: Plate; readonly event: RunEvent }> {
    for (let at = 0; ; at++) {
      while (at >= this.#started.length) {
        if (this.#over) return;
        await this.#more;
      }
      const { plate, run } = this.#started[at]!;
      for await (const event of run.events) yield { plate, event };
    }
  }

  /** Wakes all who wait for the next plate. */
  #renew(): void {
    this.#wake();
    this.#more = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
