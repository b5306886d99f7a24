import type { PlaneId } from "../components/components.ts";
import { newPlane, type Plane } from "../image/plane.ts";

/** The name of the channel on which the workers of an engine hand frames to its hub. */
export const tapChannel = "titer.frames";

/** A plane that a step has just made; its pixels are a copy that nobody changes. */
export interface TappedPlane {
  readonly runId: string;
  /** Planned step. */
  readonly step: number;
  readonly well: string;
  readonly id: PlaneId;
  readonly plane: Plane;
}

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
  if ((Atomics.load(tap, steps) & stepBit(made.step)) === 0) return;
  // Of several workers each takes one of the places that are free; whoever comes too late gives back what it took.
  if (Atomics.sub(tap, wanted, 1) <= 0) {
    Atomics.add(tap, wanted, 1);
    Atomics.add(tap, missed, 1);
    return;
  }
  const copy = newPlane(made.plane);
  copy.data.set(made.plane.data);
  Atomics.add(tap, handed, 1);
  post({ ...made, plane: copy });
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
