import { setImmediate, setTimeout } from "node:timers/promises";
import type { Message } from "../messages/message.ts";

/** What the queue calls. */
export interface ExecuteHandlers {
  /** Runs a cell and, when it failed, calls `failed` before it answers. */
  run(message: Message, failed: () => Promise<void>): Promise<void>;
  abort(message: Message): void;
}

/** Requests that were sent together with a failing one are still on their way for about this long. */
const gatherMs = 10;

/** Runs execute requests one after the other; after an error, those sent before its answer are aborted, later ones are not. */
export class ExecuteQueue {
  readonly #handlers: ExecuteHandlers;
  readonly #waiting: Message[] = [];
  #running = false;

  constructor(handlers: ExecuteHandlers) {
    this.#handlers = handlers;
  }

  add(message: Message): void {
    this.#waiting.push(message);
    if (!this.#running) void this.#runAll();
  }

  /** Aborts what waits; what runs goes on. */
  abortAll(): void {
    for (const message of this.#waiting.splice(0)) this.#handlers.abort(message);
  }

  async #runAll(): Promise<void> {
    this.#running = true;
    for (let message = this.#waiting.shift(); message; message = this.#waiting.shift()) {
      await setImmediate();
      const aborted: Message[] = [];
      await this.#handlers.run(message, async () => {
        if (message.content.stop_on_error === false) return;
        await setTimeout(gatherMs);
        aborted.push(...this.#waiting.splice(0));
      });
      for (const waiting of aborted) this.#handlers.abort(waiting);
    }
    this.#running = false;
  }
}
