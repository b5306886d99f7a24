import type { TiterError } from "titer/errors";
import type { Frame, FramePlane, HubClient, Source } from "titer/stream";
import type { Raster } from "../draw/raster.ts";
import { packed } from "./pack.ts";
import type { Piece, Pieces } from "./pieces.ts";
import { type PlaneOf, planeKey } from "./planeKey.ts";

/** Sides of textures that every graphics card takes. */
const largestWhole = 8192;

/** What a feed tells. */
export interface FeedEvents {
  /** A frame has come. @param last - the last of its planes */
  readonly arrived: (last: PlaneOf) => void;
  /** Nothing more will come. @param error - why; undefined when all has */
  readonly ended: (error?: TiterError) => void;
}

/** Puts a plate in small among the pieces: what is there now, and while a run goes what it finishes. Returns how to stop. */
export function feedOverview(
  client: HubClient,
  pieces: Pieces,
  wanted: { readonly source: Source; readonly channels: readonly number[]; readonly size: number },
  { arrived, ended }: FeedEvents,
): () => void {
  const { source, channels, size } = wanted;
  return client.overview(source, channels, size, {
    frame: (frame) => {
      for (const { plane, piece } of packed(frame)) {
        pieces.put(planeKey({ ...plane, source }), { level: plane.level, row: 0, column: 0 }, piece);
      }
      const last = frame.planes.at(-1);
      if (last) arrived({ ...last, source });
    },
    end: () => ended(),
    lost: ended,
  });
}

/**
 * Puts planes among the pieces as a run makes them, the newest only when it is faster than the screen. Returns how to stop.
 *
 * @param steps - whose planes
 * @param sourceOf - under which source a step's planes are kept
 * @param replaced - a raster takes the place of one that is not held any more
 */
export function feedRun(
  client: HubClient,
  pieces: Pieces,
  run: { readonly runId: string; readonly steps: readonly string[]; readonly sourceOf: (step: string) => Source },
  replaced: (old: Raster, by: Raster) => void,
  { arrived, ended }: FeedEvents,
): () => void {
  const take = (plane: FramePlane, piece: Piece) => {
    if (plane.level > 0 || Math.max(plane.width, plane.height) > largestWhole) return;
    const of = { ...plane, source: run.sourceOf(plane.step ?? "") };
    const old = pieces.putWhole(planeKey(of), piece);
    if (old) replaced(old, piece.raster);
    arrived(of);
  };
  const frame = async (frame: Frame) => {
    for (const { plane, piece } of packed(frame)) take(plane, piece);
    await new Promise((drawn) => requestAnimationFrame(drawn)); // the next one comes when this one is on the screen
  };
  return client.watch(run.runId, { frame, end: () => ended(), lost: ended }, { steps: run.steps });
}
