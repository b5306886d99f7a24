import { type ErrorData, TiterError } from "../../errors.ts";
import type { SessionFacts, Source } from "../messages.ts";
import { type FramePart, factsOf, type HubItem, isReady, type PartFacts } from "./item.ts";
import type { Subscription } from "./subscription.ts";

/** A viewer that shows a session. */
export interface SessionViewer {
  readonly subscription: Subscription;
  /** Asks it to close the session. */
  readonly quit: () => void;
  /** When it was last heard of, by `performance.now()`. */
  readonly heard: () => number;
}

/** Where the arrays of a kept item can be had again: from a run or folder, from a file of the session, or from memory alone. */
export type Origin = Source | { readonly kind: "file"; readonly file: string } | { readonly kind: "memory" };

/** What a session keeps: an item with its origin. */
export type KeptItem = HubItem & { readonly origin: Origin };

/** An item whose arrays lie elsewhere. */
export type Reference = PartFacts & Pick<KeptItem, "runId" | "bytes" | "origin">;

/** Keeps sessions beyond the process. */
export interface SessionKeeper {
  /** Gets the arrays of an item again. Rejects with what reading it throws. */
  readonly load: (session: string, item: Reference) => Promise<readonly ArrayBufferView[]>;
  /** Writes the arrays of an item of which memory has the only copy to a file of the session. */
  readonly spill: (session: string, item: HubItem & FramePart) => Promise<Origin>;
  /** A session has changed and shall be written some time soon. */
  readonly changed: (session: Session) => void;
}

/** How many bytes of arrays a session holds in memory. */
const mostHeld = 256 << 20;

/** How many items may be on their way to the session's files before no more are taken. */
const mostSpilling = 16;

/** A viewer session: what is shown in it is kept, also while nobody looks, when the run has ended and when the engine has. */
export class Session {
  readonly name: string;
  /** It stays when the runs that stream to it have ended. */
  persistent = true;
  /** Its own port. */
  port: number | null = null;
  /** Why it has none. */
  portProblem: ErrorData | null = null;
  readonly #keeper: SessionKeeper;
  /** By layer and place there, in the order in which they came. */
  readonly #items = new Map<string, KeptItem>();
  readonly #viewers = new Set<SessionViewer>();
  /** The runs that have streamed to a layer, in turn. */
  readonly #runs = new Map<string, string[]>();
  #held = 0;
  #spilling = 0;
  #dropped = 0;
  #quitting = false;
  /** Why what it keeps is not on the disk. */
  #diskProblem: ErrorData | null = null;

  constructor(name: string, keeper: SessionKeeper) {
    this.name = name;
    this.#keeper = keeper;
  }

  get facts(): SessionFacts {
    const viewers = [...this.#viewers];
    const heard = viewers.map((viewer) => performance.now() - viewer.heard());
    const sum = (of: (subscription: Subscription) => number) =>
      viewers.reduce((total, { subscription }) => total + of(subscription), 0);
    const waiting = viewers.map(({ subscription }) => subscription.waiting);
    return {
      session: this.name,
      state: this.#quitting ? "quitting" : viewers.length > 0 ? "open" : "waiting",
      persistent: this.persistent,
      viewers: viewers.length,
      layers: new Set([...this.#items.values()].map(layerNameOf)).size,
      kept: this.#items.size,
      queued: viewers.length === 0 ? this.#items.size : Math.max(...waiting),
      sent: sum((subscription) => subscription.sent),
      skipped: this.#dropped + sum((subscription) => subscription.skipped),
      silentMs: heard.length === 0 ? null : Math.round(Math.min(...heard)),
      port: this.port,
      problem: this.portProblem ?? this.#diskProblem,
    };
  }

  /** What is kept, in order. */
  get items(): readonly KeptItem[] {
    return [...this.#items.values()];
  }

  /**
   * How many items could be taken now.
   *
   * @param again - the items can be had again from their run: then they are taken only when a viewer has credit for them.
   */
  room(again: boolean): number {
    const viewers = [...this.#viewers].map(({ subscription }) => subscription.ready);
    return Math.max(0, ...viewers, again ? 0 : mostSpilling - this.#spilling);
  }

  /** The name of a layer for a run whose planes do not take the place of an earlier run's: `... [2]`. */
  ownLayer(layer: string, runId: string): string {
    const runs = this.#runs.get(layer) ?? [];
    if (!runs.includes(runId)) runs.push(runId);
    this.#runs.set(layer, runs);
    const number = runs.indexOf(runId) + 1;
    return number === 1 ? layer : `${layer} [${number}]`;
  }

  /** Whether it keeps a run's item in this place. */
  has(item: PartFacts & Pick<HubItem, "runId">): boolean {
    const kept = this.#items.get(placeOf(item));
    return kept !== undefined && kept.runId === item.runId;
  }

  /** An item replaces the one that was kept for the same place of the same layer. */
  offer(item: HubItem, origin: Origin): void {
    const kept = { ...item, origin };
    this.#keep(kept);
    if (origin.kind === "memory" && this.persistent && isReady(item)) this.#spill(kept, item);
    this.#release();
    for (const { subscription } of this.#viewers) subscription.offer(this.#shown(kept));
    this.#keeper.changed(this);
  }

  /** Keeps an item that is read from where it lies when a viewer has credit for it. */
  refer(item: Reference): void {
    const kept = this.#again(item);
    this.#keep(kept);
    for (const { subscription } of this.#viewers) subscription.offer(this.#shown(kept));
    this.#keeper.changed(this);
  }

  /** Shows the session to a viewer, from the oldest item that is kept. Returns how it leaves. */
  open(viewer: SessionViewer): () => void {
    this.#viewers.add(viewer);
    this.#quitting = false;
    for (const kept of this.#items.values()) viewer.subscription.offer(this.#shown(kept));
    return () => this.#viewers.delete(viewer);
  }

  /** Settles when its viewers have shown all that waits for them. */
  async shown(): Promise<void> {
    await Promise.all([...this.#viewers].map(({ subscription }) => subscription.drained));
  }

  /** Asks the viewers to close; says whether there are any to wait for. */
  quit(): boolean {
    this.#quitting = this.#viewers.size > 0;
    for (const viewer of this.#viewers) viewer.quit();
    return this.#quitting;
  }

  /** Whether it was asked to close and the last viewer has done so. */
  get hasQuit(): boolean {
    return this.#quitting && this.#viewers.size === 0;
  }

  #keep(kept: KeptItem): void {
    const place = placeOf(kept);
    const old = this.#items.get(place);
    if (old && isReady(old)) this.#held -= old.bytes;
    this.#items.delete(place); // the new one comes last
    this.#items.set(place, kept);
    if (isReady(kept)) this.#held += kept.bytes;
  }

  /** An item for a viewer: its arrays are got when it has credit, so that a slow one holds nothing in memory. */
  #shown(kept: KeptItem): HubItem {
    if (kept.origin.kind === "memory") return kept;
    return { ...kept, arrays: () => this.#arrays(kept) };
  }

  async #arrays(kept: KeptItem): Promise<readonly ArrayBufferView[]> {
    const now = this.#items.get(placeOf(kept)) ?? kept;
    const item = now.runId === kept.runId ? now : kept;
    return isReady(item) ? item.arrays : this.#keeper.load(this.name, item);
  }

  #again(item: Reference): KeptItem {
    return { ...item, arrays: () => this.#keeper.load(this.name, item) };
  }

  async #spill(kept: KeptItem, item: HubItem & FramePart): Promise<void> {
    this.#spilling++;
    try {
      const origin = await this.#keeper.spill(this.name, item);
      this.#diskProblem = null;
      if (this.#items.get(placeOf(kept)) === kept) {
        this.#items.set(placeOf(kept), { ...kept, origin });
        this.#release();
        this.#keeper.changed(this);
      }
    } catch (thrown) {
      // It stays in memory as long as there is room; whoever looks at the session sees why no longer.
      this.#diskProblem = TiterError.from(
        thrown,
        "SESSION_NOT_KEPT",
        {},
        "Make room on the disk of TITER_HOME.",
      ).toData();
    } finally {
      this.#spilling--;
    }
  }

  /** Lets go of arrays that can be had again, oldest first; of what only memory has, the oldest is lost. */
  #release(): void {
    for (const [place, kept] of this.#items) {
      if (this.#held <= mostHeld) return;
      if (!isReady(kept)) continue;
      this.#held -= kept.bytes;
      if (kept.origin.kind !== "memory") this.#items.set(place, this.#again(kept));
      else {
        this.#items.delete(place);
        this.#dropped++;
      }
    }
  }
}

function layerNameOf(item: PartFacts): string {
  const { layer, step = "" } = factsOf(item);
  return layer?.layer ?? step;
}

/** Its layer and place there; of what somebody shows in a session, its address. */
function placeOf(item: PartFacts): string {
  const { layer, step, well, site, channel, z, timepoint } = factsOf(item);
  return JSON.stringify(layer ? [layer.layer, layer.stack] : [step, well, site, channel, z, timepoint]);
}
