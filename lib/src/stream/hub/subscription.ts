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
  readonly #waiting: HubItem[] = [];
  readonly #drained: (() => void)[] = [];
  #credits: number;
  #offered = 0;
  #sent = 0;
  #skipped = 0;
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

  /** Items that were left out so far. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Items that will be sent when there is credit. */
  get waiting(): number {
    return this.#offered - this.#sent - this.#skipped;
  }

  /** How many items could be sent at once. */
  get ready(): number {
    return Math.max(0, this.#credits - this.#waiting.length);
  }

  /** How many items could be taken now. */
  get room(): number {
    // With the newest alone wanted, none is made in advance: it would be old when there is credit.
    const queue = this.#queue === 1 ? 0 : this.#queue;
    return Math.max(0, this.#credits + queue - this.#waiting.length);
  }

  /** Settles when nothing waits. */
  get drained(): Promise<void> {
    if (this.waiting === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#drained.push(resolve);
    });
  }

  offer(item: HubItem): void {
    this.#offered++;
    this.#waiting.push(item);
    this.#pump();
    if (this.#waiting.length <= this.#queue) return;
    this.#waiting.shift();
    this.#skipped++;
  }

  /** The viewer has shown so many frames. */
  credit(count: number): void {
    this.#credits += count;
    this.#pump();
  }

  #pump(): void {
    while (this.#credits > 0 && this.#waiting.length > 0 && !this.#loading) {
      const sequence = this.#offered - this.#waiting.length + 1;
      const batch = this.#batch();
      this.#credits--;
      const ready = batch.filter(isReady);
      if (ready.length < batch.length) this.#load(batch, sequence);
      else this.#deliver(ready, sequence, ready[0]?.runId);
    }
    if (this.waiting === 0) for (const drained of this.#drained.splice(0)) drained();
  }

  /** Takes the first item, and those of its run behind it that fit into its frame. */
  #batch(): HubItem[] {
    const [first] = this.#waiting;
    let bytes = 0;
    const end = this.#waiting.findIndex((item, i) => {
      bytes += item.bytes;
      return i > 0 && (item.runId !== first?.runId || bytes > batchBytes);
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  /** Gets the arrays of a frame's items; what can't be had any more (of a run that was overwritten) is left out. */
  async #load(batch: readonly HubItem[], sequence: number): Promise<void> {
    this.#loading = true;
    const loaded = await Promise.allSettled(
      batch.map(async (item): Promise<FramePart> => (isReady(item) ? item : { ...item, arrays: await arraysOf(item) })),
    );
    const parts = loaded.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    this.#skipped += batch.length - parts.length;
    this.#loading = false;
    this.#deliver(parts, sequence, batch[0]?.runId);
    this.#pump();
  }

  #deliver(parts: readonly FramePart[], sequence: number, runId: string | undefined): void {
    this.#sent += parts.length;
    if (parts.length > 0) this.#send(parts, sequence, runId);
    else this.#credits++; // no frame that the viewer would answer
  }
}

function arraysOf({ arrays }: HubItem): Promise<readonly ArrayBufferView[]> {
  return typeof arrays === "function" ? arrays() : Promise.resolve(arrays);
}
