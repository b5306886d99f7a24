import type { TiterError } from "titer/errors";
import type { HubClient, Source } from "titer/stream";
import type { Painter } from "../draw/painter.ts";
import { firstLevel } from "../scene/compose.ts";
import { sizeAt } from "../scene/tiles.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import { feedOverview, feedRun } from "./feeds.ts";
import type { HubLink } from "./hubLink.ts";
import { Loader } from "./loader.ts";
import { Pieces } from "./pieces.ts";
import { type PlaneOf, sourceOf } from "./planeKey.ts";

const pieceBudget = 384 << 20;

/** What a viewer's supply tells. */
export interface SupplyEvents {
  /** Pixels have come, or turned out to be missing. */
  readonly changed: () => void;
  /** A run has made a plane. */
  readonly made: (plane: PlaneOf) => void;
}

/** All pixels of a viewer: what is there, what is asked for, and what comes by itself. */
export class Supply {
  readonly pieces: Pieces;
  readonly loader: Loader;
  readonly #link: HubLink;
  readonly #painter: Painter;
  readonly #events: SupplyEvents;
  /** How to stop overviews, by what they are of. */
  readonly #overviews = new Map<string, () => void>();
  #run: { readonly steps: string; readonly stop: () => void } | null = null;
  #goesOn = false;
  #disposed = false;

  constructor(link: HubLink, painter: Painter, events: SupplyEvents) {
    this.#link = link;
    this.#painter = painter;
    this.#events = events;
    this.pieces = new Pieces(pieceBudget, (raster) => painter.forget(raster));
    this.loader = new Loader(link, this.pieces, events.changed);
  }

  /** Whether the run that is seen goes on. */
  get goesOn(): boolean {
    return this.#goesOn;
  }

  /** Lets come by itself what fits a model's state now: the plate in small, planes as its run makes them. */
  async follow(model: ViewModel): Promise<void> {
    let client: HubClient;
    try {
      client = await this.#link.client();
    } catch {
      return; // the link tells why, and all is followed again when it is open
    }
    if (this.#disposed) return;
    if (model.state.mode === "plate") this.#followPlate(client, model);
    this.#followRun(client, model);
  }

  /** The line was lost: what was followed over it has ended. */
  forgetLine(): void {
    this.#overviews.clear();
    this.#run = null;
    this.#goesOn = false;
    this.loader.forgetMissing();
  }

  dispose(): void {
    this.#disposed = true;
    for (const stop of this.#overviews.values()) stop();
    this.#run?.stop();
    this.loader.dispose();
    this.pieces.clear();
  }

  /** Layers of one step come together, in as many frames as there are times at which wells get ready. */
  #followPlate(client: HubClient, { state, scene }: ViewModel): void {
    const { width, height } = sizeAt(scene.planeSize, firstLevel(scene));
    const size = Math.max(width, height);
    const steps = new Set(state.layers.map(({ step }) => step));
    for (const step of steps) {
      const source = sourceOf(state.source, step);
      const channels = state.layers
        .filter((layer) => layer.step === step && layer.visible)
        .map(({ channel }) => channel);
      const key = JSON.stringify([source, channels, size]);
      if (channels.length === 0 || this.#overviews.has(key)) continue;
      const ended = () => this.#events.changed();
      const wanted = { source, channels, size };
      this.#overviews.set(
        key,
        feedOverview(client, this.pieces, wanted, { arrived: () => this.#events.changed(), ended }),
      );
    }
  }

  #followRun(client: HubClient, { state, facts }: ViewModel): void {
    const { source } = state;
    if (source.kind !== "run") return;
    const result = source.step ?? facts.steps.at(-1);
    const steps = [...new Set(state.layers.map(({ step }) => step ?? result))].filter((step) => step !== undefined);
    if (this.#run?.steps === steps.join("\n") || steps.length === 0) return;
    this.#run?.stop();
    const keptUnder = (step: string): Source =>
      sourceOf(source, state.layers.some((layer) => layer.step === step) ? step : null);
    const stop = feedRun(
      client,
      this.pieces,
      { runId: source.runId, steps, sourceOf: keptUnder },
      (old, by) => this.#painter.replace(old, by),
      {
        arrived: (plane) => this.#events.made(plane),
        ended: (error) => this.#ended(error),
      },
    );
    this.#run = { steps: steps.join("\n"), stop };
    this.#goesOn = true;
  }

  /** A run that has ended has written what it will write. */
  #ended(error: TiterError | undefined): void {
    this.#goesOn = false;
    if (error === undefined || error.code === "RUN_NOT_GOING") this.loader.forgetMissing();
    this.#events.changed();
  }
}
