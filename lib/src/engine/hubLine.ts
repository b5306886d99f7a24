import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { wellsOf } from "../compile/plan.ts";
import type { SessionFacts } from "../protocol/sessions.ts";
import type { FeedRun } from "../stream/hub/feeds.ts";
import type { PlanRun } from "./planRun.ts";

/** What the hub's thread is told when it starts. */
export interface HubSettings {
  readonly token: string;
  /** Folders of the runs' records, of viewer sessions and of overviews. */
  readonly runs: string;
  readonly sessions: string;
  readonly overviews: string;
}

type HubFolders = Omit<HubSettings, "token">;

/** What the engine tells the hub's thread. */
export type HubNote =
  | { readonly kind: "begin"; readonly run: FeedRun }
  | { readonly kind: "finished"; readonly runId: string; readonly well: string }
  | { readonly kind: "end"; readonly runId: string; readonly state: string }
  | { readonly kind: "allow"; readonly origin: string }
  | { readonly kind: "end-session"; readonly session: string; readonly how: "quit" | "force" }
  | { readonly kind: "close" };

/** What the hub's thread tells the engine. */
export type HubWord =
  | { readonly kind: "port"; readonly port: number }
  /** The hub has heard of a run: what its workers hand over from now on is not lost. */
  | { readonly kind: "begun"; readonly runId: string }
  | { readonly kind: "viewers"; readonly count: number }
  | { readonly kind: "sessions"; readonly sessions: readonly SessionFacts[] };

/** Where viewers find the hub. */
export interface HubAddress {
  readonly port: number;
  readonly token: string;
}

/** The engine's line to its hub, which starts when it is first needed: by a viewer, or by a run that streams. */
export class HubLine {
  readonly #folders: HubFolders;
  readonly #token = randomBytes(32).toString("hex");
  readonly #going = new Map<string, PlanRun>();
  #thread: Worker | undefined;
  readonly #begun = new Map<string, () => void>();
  #viewers = 0;
  #sessions: readonly SessionFacts[] = [];
  #changed: () => void = () => {};
  #port: Promise<number> | undefined;

  constructor({ runs, sessions, overviews }: HubFolders) {
    this.#folders = { runs, sessions, overviews };
  }

  /** How many viewers are connected. */
  get viewers(): number {
    return this.#viewers;
  }

  /** Viewer sessions, as the hub told last. */
  get sessions(): readonly SessionFacts[] {
    return this.#sessions;
  }

  /** Closes a viewer session; without a hub there is none. */
  endSession(session: string, how: "quit" | "force"): void {
    this.#tell({ kind: "end-session", session, how });
  }

  /** Called whenever the number of viewers changes. */
  onViewers(changed: () => void): void {
    this.#changed = changed;
  }

  /** Starts the hub when an earlier engine has left viewer sessions, so that they are there for whoever looks. */
  async takeUp(): Promise<void> {
    if (existsSync(this.#folders.sessions) && readdirSync(this.#folders.sessions).length > 0) await this.#started();
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
    run.ended.then(() => {
      this.#going.delete(run.runId);
      this.#tell({ kind: "end", runId: run.runId, state: run.state });
    });
    const streams = run.plan.steps.some((step) => step.streams);
    if (!this.#thread && !streams) return;
    const begun = new Promise<void>((resolve) => this.#begun.set(run.runId, resolve));
    if (this.#thread) this.#begin(run);
    else await this.#started();
    if (streams) await begun;
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    const ended = once(thread, "exit");
    this.#tell({ kind: "close" });
    await ended;
  }

  #started(): Promise<number> {
    this.#port ??= this.#start();
    return this.#port;
  }

  async #start(): Promise<number> {
    const settings: HubSettings = { token: this.#token, ...this.#folders };
    const thread = new Worker(new URL("./hubThread.js", import.meta.url), { workerData: settings });
    this.#thread = thread;
    // A hub that died is started again by whoever asks next; runs go on without it.
    thread.once("error", (error) => process.stderr.write(`the hub has ended: ${String(error.stack)}\n`));
    thread.once("exit", () => {
      this.#thread = undefined;
      this.#port = undefined;
      this.#count(0);
      this.#sessions = [];
      for (const begun of this.#begun.values()) begun(); // runs do not wait for a hub that is not there
      this.#begun.clear();
    });
    for (const run of this.#going.values()) this.#begin(run);
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
      case "sessions":
        this.#sessions = word.sessions;
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

  /** Tells of a run and of the wells that it has finished, so far and from now on. */
  #begin(run: PlanRun): void {
    this.#tell({ kind: "begin", run: feedOf(run) });
    run.attach((event) => {
      if (event.kind !== "well-done" && event.kind !== "well-skipped") return;
      const unit = run.plan.wells.find((candidate) => candidate.unit === event.well);
      for (const { well } of unit ? wellsOf(unit) : []) this.#tell({ kind: "finished", runId: run.runId, well });
    });
  }

  #tell(note: HubNote): void {
    this.#thread?.postMessage(note);
  }
}

function feedOf({ runId, plan, tap }: PlanRun): FeedRun {
  const { store, checkpoints } = plan.output;
  const names = [...new Set(plan.steps.map(({ name }) => name))];
  const steps = plan.steps.map(({ name, result, checkpoint, streams = [] }, planned) => {
    const keeping = result ? store : checkpoint === null ? undefined : checkpoints[checkpoint];
    return { planned, index: names.indexOf(name), name, streams, kept: keeping?.wells ?? [] };
  });
  return { runId, tap, steps, channels: store.channels };
}
