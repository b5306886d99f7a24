import type { PlaneId } from "../components/components.ts";
import { newPlane, type Plane } from "../image/plane.ts";
import type { Shapes } from "./frame.ts";

/** The name of the channel on which the workers of an engine hand frames to its hub. */
export const tapChannel = "titer.frames";

/** What is tapped of a run, and where. */
interface TapPlace {
  readonly runId: string;
  /** Planned step. */
  readonly step: number;
  readonly well: string;
  readonly id: PlaneId;
}

/** A plane that a step has just made; its pixels are a copy that nobody changes. */
export interface TappedPlane extends TapPlace {
  readonly plane: Plane;
}

/** Points or outlines that a step has just found in a plane, under the name of their table or special value. */
export interface TappedShapes extends TapPlace {
  readonly name: string;
  readonly content: "points" | "outlines";
  readonly shapes: Shapes;
}

/** What workers hand to the hub. */
export type Tapped = TappedPlane | TappedShapes;

/** Numbers on shared memory by which the hub tells the workers of a run what is wanted. */
const wanted = 0;
const steps = 1;
const handed = 2;
const missed = 3;

/** The shared numbers of a run's tap; nothing is wanted at first. */
export function newTap(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(16));
}

/**
 * Hands a step's plane to the hub when somebody waits for it; else it costs one look at shared memory. Never waits, whoever is
 * slow.
 *
 * @param post - to the hub.
 */
export function offerPlane(tap: Int32Array, made: TappedPlane, post: (made: TappedPlane) => void): void {
  if (!taken(tap, made.step)) return;
  const copy = newPlane(made.plane);
  copy.data.set(made.plane.data);
  post({ ...made, plane: copy });
}

/** Hands points or outlines to the hub as {@link offerPlane} does planes; they are made only when somebody waits for them. */
export function offerShapes(
  tap: Int32Array,
  step: number,
  make: () => TappedShapes,
  post: (made: TappedShapes) => void,
): void {
  if (taken(tap, step)) post(make());
}

/** Takes one of the places that the hub has, if the step is wanted at all. */
function taken(tap: Int32Array, step: number): boolean {
  if ((Atomics.load(tap, steps) & stepBit(step)) === 0) return false;
  // Of several workers each takes one of the places that are free; whoever comes too late gives back what it took.
  if (Atomics.sub(tap, wanted, 1) <= 0) {
    Atomics.add(tap, wanted, 1);
    Atomics.add(tap, missed, 1);
    return false;
  }
  Atomics.add(tap, handed, 1);
  return true;
}

/** Sets how many frames the hub has room for, and of which steps. */
export function setWanted(tap: Int32Array, room: number, mask: number): void {
  Atomics.store(tap, wanted, room);
  Atomics.store(tap, steps, mask);
}

/** How many frames were handed to the hub, and how many were made while it had no room. */
export function tapCounts(tap: Int32Array): { readonly handed: number; readonly missed: number } {
  return { handed: Atomics.load(tap, handed), missed: Atomics.load(tap, missed) };
}

/** The bit of a planned step; steps from the 31st share one. */
export function stepBit(step: number): number {
  return 1 << Math.min(step, 30);
}
