import type { Delivery } from "../messages.ts";
import { type FramePart, type HubItem, isReady } from "./item.ts";

/** How many items wait for a viewer that wants every one; the oldest are left out and counted when more come, so that no run waits. */
const usualQueue = 32;

/** So many bytes of waiting items go out in one frame, at least one item: small planes cost a viewer more than their bytes. */
const batchBytes = 4 << 20;

/** Sends a frame; `sequence` is the number of its first part. */
export type SendParts = (parts: readonly FramePart[], sequence: number, runId: string | undefined) => void;

/** The frames of one viewer: sent when it has credit, numbered, left out when it is too slow. */
export class Subscription {
  readonly #queue: number;
  readonly #send: SendParts;
  #waiting: HubItem[] = [];
  #credits: number;
  #offered = 0;
  #sent = 0;
  #loading = false;

  /** @param queue - how many items may wait when every one is wanted. */
  constructor(delivery: Delivery, credits: number, send: SendParts, queue: number = usualQueue) {
    this.#queue = delivery === "latest" ? 1 : queue;
    this.#credits = credits;
    this.#send = send;
  }

  get sent(): number {
    return this.#sent;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Items that were left out so far. */
  get skipped(): number {
    return this.#offered - this.#sent - this.#waiting.length;
  }

  /** How many items could be taken now. */
  get room(): number {
    // With the newest alone wanted, none is made in advance: it would be old when there is credit.
    const queue = this.#queue === 1 ? 0 : this.#queue;
    return Math.max(0, this.#credits + queue - this.#waiting.length);
  }

  offer(item: HubItem): void {
    this.#offered++;
    this.#waiting.push(item);
    this.#pump();
    if (this.#waiting.length > this.#queue) this.#waiting.shift();
  }

  /** The viewer has shown so many frames. */
  credit(count: number): void {
    this.#credits += count;
    this.#pump();
  }

  #pump(): void {
    for (;;) {
      const [first] = this.#waiting;
      if (this.#credits === 0 || first === undefined || this.#loading) return;
      if (!isReady(first)) {
        this.#load(first);
        return;
      }
      const sequence = this.#offered - this.#waiting.length + 1;
      const parts = this.#batch(first);
      this.#credits--;
      this.#sent += parts.length;
      this.#send(parts, sequence, first.runId);
    }
  }

  /** Takes the first item, and those behind it that fit into its frame. */
  #batch(first: HubItem & FramePart): FramePart[] {
    const parts: FramePart[] = [];
    let bytes = 0;
    for (const item of this.#waiting) {
      bytes += item.bytes;
      if (!isReady(item) || item.runId !== first.runId || (parts.length > 0 && bytes > batchBytes)) break;
      parts.push(item);
    }
    this.#waiting.splice(0, parts.length);
    return parts;
  }

  /** Gets the arrays of an item; one that is gone (a run that was overwritten) is left out. */
  async #load(item: HubItem): Promise<void> {
    if (typeof item.arrays !== "function") return;
    this.#loading = true;
    const arrays = await item.arrays().catch(() => undefined);
    this.#loading = false;
    this.#waiting = this.#waiting.flatMap((one) => (one !== item ? [one] : arrays ? [{ ...item, arrays }] : []));
    this.#pump();
  }
}
