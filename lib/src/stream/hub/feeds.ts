import { isLabels } from "../../files/zarr/layout.ts";
import { layerOf, type PlannedStream } from "../layers.ts";
import { setWanted, stepBit, type Tapped, tapCounts } from "../tap.ts";
import { type HubItem, planeItem, shapesItem } from "./item.ts";
import type { Session, Sessions } from "./sessions.ts";
import type { Subscription } from "./subscription.ts";

/** A step of a run as the hub needs it. */
export interface FeedStep {
  /** Place among the planned steps. */
  readonly planned: number;
  /** Place in the pipeline. */
  readonly index: number;
  readonly name: string;
  readonly streams: readonly PlannedStream[];
}

/** A run that feeds the hub. */
export interface FeedRun {
  readonly runId: string;
  readonly tap: Int32Array;
  readonly steps: readonly FeedStep[];
  readonly channels: readonly { readonly id: number; readonly name: string }[];
}

interface Watcher {
  readonly subscription: Subscription;
  readonly steps: ReadonlySet<number>;
  readonly end: (state: string, missed: number) => void;
}

interface Follower {
  readonly well: (well: string) => void;
  readonly end: (state: string) => void;
}

/** What a run's workers hand over, on its way to watchers and sessions. */
export class Feed {
  readonly run: FeedRun;
  readonly #watchers = new Set<Watcher>();
  readonly #followers = new Set<Follower>();
  readonly #sessions: ReadonlyMap<string, Session>;
  #received = 0;
  #state: string | undefined;

  constructor(run: FeedRun, sessions: Sessions) {
    this.run = run;
    const names = run.steps.flatMap(({ streams }) => streams.map(({ session }) => session));
    this.#sessions = new Map(names.map((name) => [name, sessions.named(name)]));
    this.adjust();
  }

  /** Whether the run has ended and all that it handed over has come. */
  get isOver(): boolean {
    return this.#state !== undefined && this.#received >= tapCounts(this.run.tap).handed;
  }

  /**
   * Watches steps by name, or without names those that stream, or the last one. Returns how to stop.
   *
   * @param end - called once when the run has ended and all its frames were offered.
   */
  watch(names: readonly string[] | undefined, subscription: Subscription, end: Watcher["end"]): () => void {
    const { steps } = this.run;
    const streaming = steps.filter(({ streams }) => streams.length > 0);
    const usual = streaming.length > 0 ? streaming : steps.slice(-1);
    const chosen = names ? steps.filter(({ name }) => names.includes(name)) : usual;
    const watcher = { subscription, steps: new Set(chosen.map(({ planned }) => planned)), end };
    this.#watchers.add(watcher);
    this.adjust();
    return () => {
      this.#watchers.delete(watcher);
      this.adjust();
    };
  }

  take(made: Tapped): void {
    this.#received++;
    for (const { subscription, steps } of this.#watchers)
      if (steps.has(made.step)) subscription.offer(this.#item(made));
    const step = this.run.steps.find(({ planned }) => planned === made.step);
    for (const stream of step?.streams ?? []) {
      if (stream.wells.includes(made.well)) this.#sessions.get(stream.session)?.offer(this.#item(made, stream));
    }
    this.adjust();
    this.#settle();
  }

  /** Hears of each well that the run finishes, and of its end. Returns how to stop. */
  follow(well: (well: string) => void, end: (state: string) => void): () => void {
    const follower = { well, end };
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** The run has finished a well: its planes can be read. */
  finished(well: string): void {
    for (const follower of this.#followers) follower.well(well);
  }

  /** The run has ended; frames may still be on their way here. */
  end(state: string): void {
    this.#state = state;
    for (const follower of this.#followers) follower.end(state);
    this.#followers.clear();
    this.#settle();
  }

  /** Tells the workers what is wanted now. */
  adjust(): void {
    const wanting = [...this.#watchers].filter(({ subscription }) => subscription.room > 0);
    const rooms = [...wanting.map(({ subscription }) => subscription.room), ...this.#rooms()];
    const mask = [...wanting.flatMap(({ steps }) => [...steps]), ...this.#streamed()];
    setWanted(
      this.run.tap,
      Math.max(0, ...rooms),
      mask.reduce((bits, step) => bits | stepBit(step), 0),
    );
  }

  #rooms(): number[] {
    return [...this.#sessions.values()].map(({ room }) => room);
  }

  #streamed(): number[] {
    const open = this.run.steps.filter(({ streams }) =>
      streams.some(({ session }) => (this.#sessions.get(session)?.room ?? 0) > 0),
    );
    return open.map(({ planned }) => planned);
  }

  #item(made: Tapped, stream?: PlannedStream): HubItem {
    const { runId, well, id } = made;
    const named = this.run.steps.find(({ planned }) => planned === made.step);
    const channel = this.run.channels.find((candidate) => candidate.id === id.channel)?.name ?? String(id.channel);
    const value = "shapes" in made ? made.name : undefined;
    const layer = stream && named ? { layer: layerOf(stream, named, well, id, channel, value) } : {};
    const place = { ...id, well, ...(named ? { step: named.name } : {}), ...layer };
    if ("shapes" in made) {
      const { name, content, shapes } = made;
      const [count, vertices] = [shapes.ids.length, shapes.vertices.length / 2];
      return shapesItem({ ...place, name, content, count, vertices }, shapes, runId);
    }
    const { dtype, height, width } = made.plane;
    const content = isLabels(dtype) ? "labels" : "image";
    return planeItem({ ...place, level: 0, y: 0, x: 0, dtype, height, width, content }, made.plane, runId);
  }

  #settle(): void {
    if (!this.isOver) return;
    const { missed } = tapCounts(this.run.tap);
    for (const { end } of this.#watchers) end(this.#state ?? "", missed);
    this.#watchers.clear();
  }
}
