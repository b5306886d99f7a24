import { randomBytes } from "node:crypto";
import { Worker } from "node:worker_threads";
import { wellsOf } from "../compile/plan.ts";
import type { FeedRun } from "../stream/hub/feeds.ts";
import type { PlanRun } from "./planRun.ts";

/** What the hub's thread is told when it starts. */
export interface HubSettings {
  readonly token: string;
  /** Folder of the runs' records. */
  readonly runs: string;
}

/** What the engine tells the hub's thread. */
export type HubNote =
  | { readonly kind: "begin"; readonly run: FeedRun }
  | { readonly kind: "finished"; readonly runId: string; readonly well: string }
  | { readonly kind: "end"; readonly runId: string; readonly state: string }
  | { readonly kind: "allow"; readonly origin: string };

/** What the hub's thread tells the engine. */
export type HubWord =
  | { readonly kind: "port"; readonly port: number }
  /** The hub has heard of a run: what its workers hand over from now on is not lost. */
  | { readonly kind: "begun"; readonly runId: string }
  | { readonly kind: "viewers"; readonly count: number };

/** Where viewers find the hub. */
export interface HubAddress {
  readonly port: number;
  readonly token: string;
}

/** The engine's line to its hub, which starts when it is first needed: by a viewer, or by a run that streams. */
export class HubLine {
  readonly #runs: string;
  readonly #token = randomBytes(32).toString("hex");
  readonly #going = new Map<string, PlanRun>();
  #thread: Worker | undefined;
  readonly #begun = new Map<string, () => void>();
  #viewers = 0;
  #changed: () => void = () => {};
  #port: Promise<number> | undefined;

  /** @param runs - folder of the runs' records. */
  constructor(runs: string) {
    this.#runs = runs;
  }

  /** How many viewers are connected. */
  get viewers(): number {
    return this.#viewers;
  }

  /** Called whenever the number of viewers changes. */
  onViewers(changed: () => void): void {
    this.#changed = changed;
  }

  /** Where the hub is; starts it. @param origin - of pages that may connect from another machine. */
  async address(origin?: string): Promise<HubAddress> {
    const port = await this.#started();
    if (origin !== undefined) this.#tell({ kind: "allow", origin });
    return { port, token: this.#token };
  }

  /** A run is about to begin: settles when the hub is ready for what it streams, at once when it streams nothing. */
  async add(run: PlanRun): Promise<void> {
    this.#going.set(run.runId, run);
    run.attach((event) => {
      if (event.kind !== "well-done") return;
      for (const { well } of wellsOfUnit(run.plan, event.well)) {
        this.#tell({ kind: "finished", runId: run.runId, well });
      }
    });
    run.ended.then(() => {
      this.#going.delete(run.runId);
      this.#tell({ kind: "end", runId: run.runId, state: run.state });
    });
    const streams = run.plan.steps.some((step) => step.streams);
    if (!this.#thread && !streams) return;
    const begun = new Promise<void>((resolve) => this.#begun.set(run.runId, resolve));
    if (this.#thread) this.#tell({ kind: "begin", run: feedOf(run) });
    else await this.#started();
    if (streams) await begun;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #started(): Promise<number> {
    this.#port ??= this.#start();
    return this.#port;
  }

  async #start(): Promise<number> {
    const settings: HubSettings = { token: this.#token, runs: this.#runs };
    const thread = new Worker(new URL("./hubThread.js", import.meta.url), { workerData: settings });
    this.#thread = thread;
    // A hub that died is started again by whoever asks next; runs go on without it.
    thread.once("error", (error) => process.stderr.write(`the hub has ended: ${String(error.stack)}\n`));
    thread.once("exit", () => {
      this.#thread = undefined;
      this.#port = undefined;
      this.#count(0);
      for (const begun of this.#begun.values()) begun(); // runs do not wait for a hub that is not there
      this.#begun.clear();
    });
    for (const run of this.#going.values()) this.#tell({ kind: "begin", run: feedOf(run) });
    return new Promise((resolve, reject) => {
      thread.once("exit", () => reject(new Error("the hub's thread has ended; the engine's log says why")));
      thread.on("message", (word: HubWord) => {
        this.#hear(word, resolve);
      });
    });
  }

  #hear(word: HubWord, listening: (port: number) => void): void {
    switch (word.kind) {
      case "port":
        listening(word.port);
        return;
      case "begun":
        this.#begun.get(word.runId)?.();
        this.#begun.delete(word.runId);
        return;
      case "viewers":
        this.#count(word.count);
        return;
      default:
        word satisfies never;
    }
  }

  #count(viewers: number): void {
    this.#viewers = viewers;
    this.#changed();
  }

  #tell(note: HubNote): void {
    this.#thread?.postMessage(note);
  }
}

function wellsOfUnit({ wells }: PlanRun["plan"], name: string): readonly { readonly well: string }[] {
  const unit = wells.find((candidate) => candidate.unit === name);
  return unit ? wellsOf(unit) : [];
}

function feedOf({ runId, plan, tap }: PlanRun): FeedRun {
  const names = [...new Set(plan.steps.map(({ name }) => name))];
  const steps = plan.steps.map(({ name, streams = [] }, planned) => ({
    planned,
    index: names.indexOf(name),
    name,
    streams,
  }));
  return { runId, tap, steps, channels: plan.output.store.channels };
}
