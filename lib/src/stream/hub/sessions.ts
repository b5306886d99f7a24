import { TiterError } from "../../errors.ts";
import type { SessionFacts } from "../messages.ts";
import type { HubItem } from "./item.ts";
import type { Subscription } from "./subscription.ts";

/** A viewer that shows a session. */
export interface SessionViewer {
  readonly subscription: Subscription;
  /** Asks it to close the session. */
  readonly quit: () => void;
  /** When it was last heard of, by `performance.now()`. */
  readonly heard: () => number;
}

/** How many bytes of frames a session keeps for viewers that come later. */
const mostKept = 256 << 20;

/** A viewer session: what steps stream to it is kept, also while nobody looks and when the run has ended. */
export class Session {
  readonly name: string;
  readonly #kept: HubItem[] = [];
  readonly #viewers = new Set<SessionViewer>();
  #bytes = 0;
  #dropped = 0;
  #quitting = false;

  constructor(name: string) {
    this.name = name;
  }

  get facts(): SessionFacts {
    const viewers = [...this.#viewers];
    const heard = viewers.map((viewer) => performance.now() - viewer.heard());
    const sum = (of: (subscription: Subscription) => number) =>
      viewers.reduce((total, { subscription }) => total + of(subscription), 0);
    return {
      session: this.name,
      state: this.#quitting ? "quitting" : viewers.length > 0 ? "open" : "waiting",
      persistent: this.persistent,
      viewers: viewers.length,
      layers: new Set(this.#kept.map(layerNameOf)).size,
      kept: this.#kept.length,
      queued: viewers.length === 0 ? this.#kept.length : Math.max(...viewers.map((one) => one.subscription.waiting)),
      sent: sum((subscription) => subscription.sent),
      skipped: this.#dropped + sum((subscription) => subscription.skipped),
      silentMs: heard.length === 0 ? null : Math.round(Math.min(...heard)),
      port: null,
      problem: null,
    };
  }

  /** How many frames could be taken now: as many as fit, or as its slowest viewer has room for. */
  get room(): number {
    const rooms = [...this.#viewers].map(({ subscription }) => subscription.room);
    return rooms.length === 0 ? (this.#bytes < mostKept ? 32 : 0) : Math.max(...rooms);
  }

  /** It stays when the runs that stream to it have ended. */
  persistent = true;

  /** A frame replaces the one that was kept for the same place of the same layer. */
  offer(frame: HubItem): void {
    const place = placeOf(frame);
    const old = this.#kept.findIndex((kept) => placeOf(kept) === place);
    if (old >= 0) this.#bytes -= this.#kept.splice(old, 1)[0]!.bytes;
    this.#kept.push(frame);
    this.#bytes += frame.bytes;
    while (this.#bytes > mostKept) {
      this.#bytes -= this.#kept.shift()!.bytes; // bytes are those of kept frames
      this.#dropped++;
    }
    for (const { subscription } of this.#viewers) subscription.offer(frame);
  }

  /** Shows the session to a viewer, from the oldest frame that is kept. Returns how it leaves. */
  open(viewer: SessionViewer): () => void {
    this.#viewers.add(viewer);
    this.#quitting = false;
    for (const frame of this.#kept) viewer.subscription.offer(frame);
    return () => this.#viewers.delete(viewer);
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
}

/** The sessions of a hub by name. */
export class Sessions {
  readonly #byName = new Map<string, Session>();

  get facts(): SessionFacts[] {
    return [...this.#byName.values()].map((session) => session.facts);
  }

  /** The session of that name, made when there is none: a viewer may open before anything is streamed, and the other way round. */
  named(name: string): Session {
    const session = this.#byName.get(name) ?? new Session(name);
    this.#byName.set(name, session);
    return session;
  }

  /** Ends a session at once, or when its viewers have closed it. Throws `UNKNOWN_SESSION`. */
  end(name: string, how: "quit" | "force"): void {
    const session = this.#byName.get(name);
    if (!session) {
      throw new TiterError("UNKNOWN_SESSION", {
        what: `there is no viewer session "${name}"`,
        todo: `Sessions: ${[...this.#byName.keys()].join(", ") || "none"}.`,
      });
    }
    const waits = session.quit();
    if (how === "force" || !waits) this.#byName.delete(name);
  }

  /** Forgets sessions that were asked to close and have no viewer any more. */
  sweep(): void {
    for (const session of this.#byName.values()) if (session.hasQuit) this.#byName.delete(session.name);
  }
}

function layerNameOf(item: HubItem): string {
  const { layer, step = "" } = "plane" in item ? item.plane : item.shapes;
  return layer?.layer ?? step;
}

/** Its layer and place there; of what somebody shows in a session, its address. */
function placeOf(item: HubItem): string {
  const { layer, step, well, site, channel, z, timepoint } = "plane" in item ? item.plane : item.shapes;
  return JSON.stringify(layer ? [layer.layer, layer.stack] : [step, well, site, channel, z, timepoint]);
}
