import type { PlaneId } from "../../components/components.ts";
import { messageOf } from "../../errors.ts";
import { isLabels } from "../../files/zarr/layout.ts";
import { bytesOf } from "../../image/dtype.ts";
import { layerOf, type PlannedStream } from "../layers.ts";
import { setWanted, stepBit, type Tapped, tapCounts } from "../tap.ts";
import { type HubItem, type PartFacts, planeItem, shapesItem } from "./item.ts";
import type { PlaneSources } from "./pixels.ts";
import type { Reference, Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import type { Subscription } from "./subscription.ts";

/** A step of a run as the hub needs it. */
export interface FeedStep {
  /** Place among the planned steps. */
  readonly planned: number;
  /** Place in the pipeline. */
  readonly index: number;
  readonly name: string;
  readonly streams: readonly PlannedStream[];
  /** Wells of which the run keeps the step's planes. */
  readonly kept: readonly string[];
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
  readonly #all: Sessions;
  readonly #sources: PlaneSources;
  readonly #over: () => void;
  /** Settles when what was finished so far is in the sessions. */
  #referred: Promise<void> = Promise.resolve();
  #received = 0;
  #state: string | undefined;
  #settled = false;

  /** @param over - called when the run has ended and all that it made has come. */
  constructor(run: FeedRun, sessions: Sessions, sources: PlaneSources, over: () => void) {
    this.run = run;
    this.#all = sessions;
    this.#sources = sources;
    this.#over = over;
    const streams = run.steps.flatMap((step) => step.streams);
    this.#sessions = new Map(streams.map(({ session }) => [session, sessions.named(session)]));
    for (const { session, persistent } of streams) this.#sessions.get(session)!.persistent = persistent;
    this.adjust();
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
      if (!stream.wells.includes(made.well)) continue;
      const origin = step?.kept.includes(made.well) ? this.#sourceOf(step) : ({ kind: "memory" } as const);
      this.#sessions.get(stream.session)?.offer(this.#item(made, stream), origin);
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
    this.#referred = this.#referred.then(() => this.#refer(well));
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
    const streamed = this.run.steps.map((step) => ({ step: step.planned, room: this.#roomOf(step) }));
    const rooms = [...wanting.map(({ subscription }) => subscription.room), ...streamed.map(({ room }) => room)];
    const steps = [
      ...wanting.flatMap((watcher) => [...watcher.steps]),
      ...streamed.flatMap(({ step, room }) => (room > 0 ? [step] : [])),
    ];
    setWanted(
      this.run.tap,
      Math.max(0, ...rooms),
      steps.reduce((bits, step) => bits | stepBit(step), 0),
    );
  }

  #roomOf({ streams, kept }: FeedStep): number {
    const rooms = streams.map(({ session, wells }) => {
      const again = wells.every((well) => kept.includes(well));
      return this.#sessions.get(session)?.room(again) ?? 0;
    });
    return Math.max(0, ...rooms);
  }

  #sourceOf({ name }: FeedStep) {
    return { kind: "run", runId: this.run.runId, step: name } as const;
  }

  /** What the run keeps of a finished well, for the sessions that have not got it as it was made. */
  async #refer(well: string): Promise<void> {
    for (const step of this.run.steps) {
      const streams = step.kept.includes(well) ? step.streams.filter(({ wells }) => wells.includes(well)) : [];
      if (streams.length === 0) continue;
      const source = this.#sourceOf(step);
      try {
        const { dtype, shape, content } = await this.#sources.describe(source);
        for (const id of await this.#sources.kept(source, well)) {
          const size = { level: 0, y: 0, x: 0, dtype, content, height: shape.y, width: shape.x };
          const bytes = shape.y * shape.x * bytesOf(dtype);
          const shapes = await this.#sources.shapes(source, well, id);
          for (const stream of streams) {
            const session = this.#sessions.get(stream.session)!;
            const refer = (item: Pick<Reference, "bytes"> & PartFacts) => {
              const reference = { ...item, runId: this.run.runId, origin: source };
              if (!session.has(reference)) session.refer(reference);
            };
            refer({ plane: { ...this.#place(step, well, id, stream), ...size }, bytes });
            for (const { facts, arrays } of shapes) {
              const of = this.#place(step, well, id, stream, facts.name);
              refer({ shapes: { ...facts, ...of }, bytes: arrays.ids.byteLength + arrays.vertices.byteLength });
            }
          }
        }
      } catch (thrown) {
        process.stderr.write(`well ${well} of ${this.run.runId} can't be shown: ${messageOf(thrown)}\n`);
      }
    }
  }

  #item(made: Tapped, stream?: PlannedStream): HubItem {
    const { runId, well, id } = made;
    const step = this.run.steps.find(({ planned }) => planned === made.step)!; // workers have the same plan
    if ("shapes" in made) {
      const { name, content, shapes } = made;
      const [count, vertices] = [shapes.ids.length, shapes.vertices.length / 2];
      return shapesItem(
        { ...this.#place(step, well, id, stream, name), name, content, count, vertices },
        shapes,
        runId,
      );
    }
    const { dtype, height, width } = made.plane;
    const content = isLabels(dtype) ? "labels" : "image";
    const size = { level: 0, y: 0, x: 0, dtype, height, width, content } as const;
    return planeItem({ ...this.#place(step, well, id, stream), ...size }, made.plane, runId);
  }

  /** @param value - name of points or outlines. */
  #place(step: FeedStep, well: string, id: PlaneId, stream: PlannedStream | undefined, value?: string) {
    const { site, channel, z, timepoint } = id;
    const place = { site, channel, z, timepoint, well, step: step.name };
    if (!stream) return place;
    const name = this.run.channels.find((candidate) => candidate.id === channel)?.name ?? String(channel);
    const layer = layerOf(stream, step, well, id, name, value);
    const own = stream.replace
      ? layer.layer
      : this.#sessions.get(stream.session)!.ownLayer(layer.layer, this.run.runId);
    return { ...place, layer: { ...layer, layer: own } };
  }

  async #settle(): Promise<void> {
    if (this.#state === undefined || this.#received < tapCounts(this.run.tap).handed || this.#settled) return;
    this.#settled = true;
    await this.#referred;
    const { missed } = tapCounts(this.run.tap);
    for (const { end } of this.#watchers) end(this.#state, missed);
    this.#watchers.clear();
    this.#over();
    for (const [name, session] of this.#sessions) {
      if (session.persistent) continue;
      await session.shown();
      if (!session.persistent && this.#all.has(name)) this.#all.end(name, "quit");
    }
  }
}
