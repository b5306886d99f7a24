import type { Plane } from "../../image/plane.ts";
import type { Delivery, FramePlane } from "../messages.ts";

/** A frame on its way to viewers; all of them share its pixels. */
export interface LiveFrame {
  readonly runId: string;
  readonly plane: FramePlane;
  readonly pixels: Plane;
}

/** How many frames wait for a viewer that wants every one; the oldest are left out and counted when more come, so that no run waits. */
const usualQueue = 32;

/** The frames of one viewer: sent when it has credit, numbered, left out when it is too slow. */
export class Subscription {
  readonly #queue: number;
  readonly #send: (frame: LiveFrame, sequence: number) => void;
  readonly #waiting: LiveFrame[] = [];
  #credits: number;
  #sequence = 0;
  #sent = 0;

  /** @param queue - how many frames may wait when every one is wanted. */
  constructor(
    delivery: Delivery,
    credits: number,
    send: (frame: LiveFrame, sequence: number) => void,
    queue: number = usualQueue,
  ) {
    this.#queue = delivery === "latest" ? 1 : queue;
    this.#credits = credits;
    this.#send = send;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Frames that were left out so far. */
  get skipped(): number {
    return this.#sequence - this.#sent - this.#waiting.length;
  }

  /** How many frames could be taken now. */
  get room(): number {
    // With the newest alone wanted, none is made in advance: it would be old when there is credit.
    const queue = this.#queue === 1 ? 0 : this.#queue;
    return Math.max(0, this.#credits + queue - this.#waiting.length);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  offer(frame: LiveFrame): void {
    this.#sequence++;
    this.#waiting.push(frame);
    this.#pump();
    if (this.#waiting.length > this.#queue) this.#waiting.shift();
  }

  /** The viewer has shown so many frames. */
  credit(count: number): void {
    this.#credits += count;
    this.#pump();
  }

  #pump(): void {
    while (this.#credits > 0 && this.#waiting.length > 0) {
      this.#credits--;
      this.#sent++;
      const frame = this.#waiting.shift()!; // there is one
      this.#send(frame, this.#sequence - this.#waiting.length);
    }
  }
}
