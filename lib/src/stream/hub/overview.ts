import type { ClientMessage, FramePlane, PlaneAddress, SourceFacts } from "../messages.ts";
import { type FramePart, planeItem } from "./item.ts";
import { type CutPlane, levelFor } from "./pixels.ts";

/** How long wells are gathered before they are sent, in milliseconds. */
const gathering = 100;

/** What an overview needs of the hub. */
export interface OverviewParts {
  readonly describe: () => Promise<SourceFacts>;
  /** A plane in small; undefined when it is not there (yet). */
  readonly read: (address: PlaneAddress) => Promise<CutPlane | undefined>;
  readonly send: (parts: readonly FramePart[], sequence: number) => void;
  /** The next well that the source's run finishes; undefined when it does not go on. */
  readonly nextWell: () => Promise<string | undefined>;
}

/** A plate in small, for one viewer: wells go out as they become ready and as the viewer has credit. */
export class Overview {
  readonly #asked: Extract<ClientMessage, { kind: "overview" }>;
  readonly #parts: OverviewParts;
  #ready: FramePart[] = [];
  #credits: number;
  #sent = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  #empty: () => void = () => {};

  constructor(asked: Extract<ClientMessage, { kind: "overview" }>, parts: OverviewParts) {
    this.#asked = asked;
    this.#parts = parts;
    this.#credits = asked.credits;
  }

  /** Planes that were sent. */
  get sent(): number {
    return this.#sent;
  }

  credit(count: number): void {
    this.#credits += count;
    this.#flush();
  }

  /** Nothing more is sent. */
  stop(): void {
    this.#stopped = true;
    this.#empty();
  }

  /** Sends all wells; settles when they are sent or the overview was stopped. Rejects with what reading a well throws. */
  async run(): Promise<void> {
    const facts = await this.#parts.describe();
    const level = levelFor(facts.shape, this.#asked.size);
    const left = new Set(this.#asked.wells ?? facts.wells);
    for (const well of [...left]) if (await this.#gather(well, facts, level)) left.delete(well);
    while (left.size > 0 && !this.#stopped) {
      this.#flush();
      const well = await this.#parts.nextWell();
      if (well === undefined) break;
      if (left.has(well) && (await this.#gather(well, facts, level))) left.delete(well);
    }
    this.#flush();
    while (this.#ready.length > 0 && !this.#stopped) {
      await new Promise<void>((resolve) => {
        this.#empty = resolve;
      });
    }
  }

  /** Says whether the well is there, in all the channels that there are. */
  async #gather(well: string, facts: SourceFacts, level: number): Promise<boolean> {
    const { source, channels } = this.#asked;
    const [site, z, timepoint] = [facts.sites[0] ?? 1, facts.zPlanes[0] ?? 1, facts.timepoints[0] ?? 1];
    const { content } = facts;
    let found = false;
    for (const channel of channels) {
      if (this.#stopped) return false;
      const where = { well, site, channel, z, timepoint, level };
      const cut = await this.#parts.read({ source, ...where });
      if (!cut) continue;
      const { dtype, height, width } = cut.plane;
      const plane: FramePlane = { ...where, content, y: 0, x: 0, dtype, height, width };
      this.#ready.push(planeItem(plane, cut.plane));
      found = true;
    }
    if (performance.now() - this.#sentAt >= gathering) this.#flush();
    return found;
  }

  #flush(): void {
    if (this.#stopped || this.#credits === 0 || this.#ready.length === 0) return;
    this.#credits--;
    this.#sentAt = performance.now();
    const parts = this.#ready;
    this.#ready = [];
    this.#parts.send(parts, this.#sent + 1);
    this.#sent += parts.length;
    this.#empty();
  }
}
