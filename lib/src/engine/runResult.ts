import { tableBundle } from "../display/tableBundle.ts";
import type { TiterError } from "../errors.ts";
import type { FileManager } from "../files/fileManager.ts";
import type { MimeBundle } from "../protocol/display.ts";
import { resultFiles } from "./outputFiles.ts";
import { Shown } from "./shown.ts";

/** Most wells that a notebook's table lists; of more, only those that failed are shown. */
const wellsAtMost = 24;

/** How a well of a run ended. */
export interface WellResult {
  /** The well's name; with another multiprocessing axis that of a part of it, such as `A01-site-2`. */
  readonly well: string;
  /** `skipped`: an earlier run of the same plan had finished it. `unfinished`: the run was cancelled before. */
  readonly state: "done" | "skipped" | "failed" | "unfinished";
  /** How long it took; absent for wells that this run did not finish. */
  readonly seconds?: number;
  /** Folders of the well's images in the result and in checkpoints, absolute; none unless it is done. */
  readonly outputs: readonly string[];
  /** Planes without a file that were left out, or stood in for by black ones, by name. */
  readonly missing: readonly string[];
  readonly error?: TiterError;
}

/** What a {@link RunResult} is made from. */
export interface RunResultParts {
  readonly state: "completed" | "completed with failures" | "cancelled";
  readonly wells: readonly WellResult[];
  readonly output: string;
  readonly seconds: number;
  readonly kernels: string;
}

/** What a run gives in the end. */
export class RunResult extends Shown implements RunResultParts {
  readonly state: RunResultParts["state"];
  /** All wells of the plan, in its order. */
  readonly wells: readonly WellResult[];
  /** Absolute folder of the results. */
  readonly output: string;
  readonly seconds: number;
  /** Which build computed: `native x86-64-v4`, `wasm`, ... */
  readonly kernels: string;
  #files: FileManager | undefined;

  constructor({ state, wells, output, seconds, kernels }: RunResultParts) {
    super();
    this.state = state;
    this.wells = wells;
    this.output = output;
    this.seconds = seconds;
    this.kernels = kernels;
    Object.freeze(this);
  }

  /** The wells that failed, each with its error. */
  get failures(): readonly WellResult[] {
    return this.wells.filter(({ state }) => state === "failed");
  }

  /**
   * The files of the result: tables and what else lies in the output folder, planes of its stores, and in memory what is saved there.
   *
   * @example
   * ```ts
   * result.files.list("results");
   * result.files.load("images.zarr/B/03/0/0/0.0.0");
   * ```
   */
  get files(): FileManager {
    this.#files ??= resultFiles(this.output);
    return this.#files;
  }

  override toString(): string {
    const ended = this.wells.filter(({ state }) => state === "done" || state === "skipped").length;
    const first = `${this.state}: ${ended} of ${this.wells.length} wells in ${this.seconds.toFixed(1)} s, ${this.output}`;
    return [first, ...this.failures.map(({ well, error }) => `  ${well}: ${error?.message}`)].join("\n");
  }

  override bundle(): MimeBundle {
    const shown = this.wells.length <= wellsAtMost ? this.wells : this.failures;
    const shownTable = tableBundle("result", {
      title: this.toString().split("\n")[0]!,
      notes: [],
      head: ["well", "state", "seconds", "error"],
      rows: shown.map(({ well, state, seconds, error }) => [
        well,
        state,
        seconds?.toFixed(1) ?? "",
        error?.message ?? "",
      ]),
    });
    return { ...shownTable, "text/plain": this.toString() };
  }
}
