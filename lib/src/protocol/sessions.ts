import type { ErrorData } from "../errors.ts";

/**
 * A viewer session: it has a name, is there while nobody looks, and keeps what waits for a viewer. Sessions and what they keep
 * outlive runs and the engine itself, see `persistent`.
 */
export interface SessionFacts {
  /** `napari:5555`, or any name that a viewer opens. */
  readonly session: string;
  /** `waiting`: no viewer has opened it yet, or the last one is gone; `quitting`: its viewers were asked to close it. */
  readonly state: "waiting" | "open" | "quitting";
  /** Whether it stays when the runs that stream to it have ended, and comes back with the next engine. */
  readonly persistent: boolean;
  readonly viewers: number;
  /** Layers, and planes, points and outlines in them. */
  readonly layers: number;
  readonly kept: number;
  /** What waits for its slowest viewer; all that is kept when there is none. */
  readonly queued: number;
  readonly sent: number;
  readonly skipped: number;
  /** Milliseconds since a viewer was last heard of, by pings every two seconds; null when there is none. */
  readonly silentMs: number | null;
  /** The port of its own on which other viewers can reach it (with `transportMode` tcp); null without one. */
  readonly port: number | null;
  /** Why its own port could not be opened, or why what it keeps is not on the disk; null when all is well. */
  readonly problem: ErrorData | null;
}
