import { TiterError } from "titer/errors";
import type { Frame, PlaneAddress } from "titer/stream";
import type { Size } from "../camera.ts";
import { sizeAt, type Tile, tileBox } from "../scene/tiles.ts";
import type { HubLink } from "./hubLink.ts";
import { packed } from "./pack.ts";
import type { Pieces } from "./pieces.ts";
import { type PlaneOf, planeKey } from "./planeKey.ts";

/** A tile that is wanted. */
export interface Want {
  readonly plane: PlaneOf;
  readonly size: Size;
  readonly tile: Tile;
}

/** Most bytes and planes that are asked for at once, and how many requests may be on their way. */
const bytesAtOnce = 8 << 20;
const planesAtOnce = 1000;
const requestsAtOnce = 2;

/** After how many milliseconds a plane that was not there is asked for again, at first and at most. */
const firstPause = 2000;
const longestPause = 30_000;

/** Asks the hub for tiles: those wanted now, many in one message, the most urgent first. */
export class Loader {
  readonly #link: HubLink;
  readonly #pieces: Pieces;
  readonly #changed: () => void;
  readonly #asked = new Set<string>();
  /** Planes that are not there, why, when to ask again, and how long to wait after that. */
  readonly #missing = new Map<string, { readonly error: TiterError; readonly until: number; readonly pause: number }>();
  #wanted: readonly Want[] = [];
  #requests = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** @param changed - called when pieces have come, or a plane turned out to be missing */
  constructor(link: HubLink, pieces: Pieces, changed: () => void) {
    this.#link = link;
    this.#pieces = pieces;
    this.#changed = changed;
  }

  /** Whether something that is wanted is still on its way. */
  get busy(): boolean {
    return this.#requests > 0;
  }

  /** Why a plane can't be had; undefined when it can, or nobody knows yet. */
  missing(plane: PlaneOf): TiterError | undefined {
    return this.#missing.get(planeKey(plane))?.error;
  }

  /** Planes of a source may be there now. */
  forgetMissing(): void {
    this.#missing.clear();
  }

  dispose(): void {
    clearTimeout(this.#again);
    this.#wanted = [];
  }

  /** Gets all of these; resolves when each is there or known to be missing, rejects when the line is lost. */
  async load(wants: readonly Want[]): Promise<void> {
    const rest = wants.filter(({ plane, tile }) => !this.#pieces.has(planeKey(plane), tile));
    if (rest.length === 0) return;
    const client = await this.#link.client();
    for (let from = 0; from < rest.length; from += planesAtOnce) {
      const batch = rest.slice(from, from + planesAtOnce);
      this.#take(batch, await client.planes(batch.map(addressOf)));
    }
  }

  /** What is wanted from now on, the most urgent first; what was wanted before and was not asked for yet is not. */
  want(wanted: readonly Want[]): void {
    this.#wanted = wanted;
    this.#pump();
  }

  #pump(): void {
    while (this.#requests < requestsAtOnce) {
      const batch = this.#next();
      if (batch.length === 0) return;
      void this.#ask(batch);
    }
  }

  #next(): Want[] {
    const batch: Want[] = [];
    let bytes = 0;
    for (const want of this.#wanted) {
      const key = planeKey(want.plane);
      if (this.#pieces.has(key, want.tile) || this.#asked.has(wantKey(want)) || this.#isMissing(key)) continue;
      const { left, top, right, bottom } = tileBox(want.size, want.tile);
      bytes += (right - left) * (bottom - top) * 2;
      if (batch.length > 0 && (bytes > bytesAtOnce || batch.length === planesAtOnce)) break;
      batch.push(want);
    }
    return batch;
  }

  async #ask(batch: readonly Want[]): Promise<void> {
    this.#requests++;
    for (const want of batch) this.#asked.add(wantKey(want));
    try {
      const client = await this.#link.client();
      this.#take(batch, await client.planes(batch.map(addressOf)));
    } catch (thrown) {
      this.#failed(batch, TiterError.from(thrown, "STREAM_FAILED", {}, "Open the viewer again."));
    } finally {
      this.#requests--;
      for (const want of batch) this.#asked.delete(wantKey(want));
    }
    this.#changed();
    this.#pump();
  }

  #take(batch: readonly Want[], frame: Frame): void {
    for (const [i, { piece }] of packed(frame).entries()) {
      const { plane, tile } = batch[i]!; // planes come in the order that was asked for
      this.#pieces.put(planeKey(plane), tile, piece);
    }
  }

  /** One plane that is not there fails its whole request: then each is asked for by itself. */
  #failed(batch: readonly Want[], error: TiterError): void {
    if (error.code === "STREAM_LOST" || error.code === "STREAM_UNREACHABLE") return;
    const planes = new Map(batch.map((want) => [planeKey(want.plane), want]));
    if (planes.size > 1) {
      for (const [key] of planes) void this.#ask(batch.filter(({ plane }) => planeKey(plane) === key));
      return;
    }
    for (const key of planes.keys()) {
      const pause = Math.min(longestPause, 2 * (this.#missing.get(key)?.pause ?? firstPause / 2));
      this.#missing.set(key, { error, until: performance.now() + pause, pause });
      clearTimeout(this.#again);
      this.#again = setTimeout(this.#changed, firstPause);
    }
  }

  #isMissing(key: string): boolean {
    return (this.#missing.get(key)?.until ?? 0) > performance.now();
  }
}

function wantKey({ plane, tile }: Want): string {
  return `${planeKey(plane)}|${tile.level}/${tile.row}/${tile.column}`;
}

function addressOf({ plane, size, tile }: Want): PlaneAddress {
  const { level } = tile;
  const { left, top, right, bottom } = tileBox(size, tile);
  const { width, height } = sizeAt(size, level);
  const whole = left === 0 && top === 0 && right === width && bottom === height;
  const region = { region: { y: top, x: left, height: bottom - top, width: right - left } };
  return { ...plane, level, ...(whole ? {} : region) };
}
