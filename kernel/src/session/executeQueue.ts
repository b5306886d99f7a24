import { setImmediate, setTimeout } from "node:timers/promises";
import type { Message } from "../messages/message.ts";

/** What running a request ended with. */
export type ExecuteStatus = "ok" | "error";

/** What the queue calls. */
export interface ExecuteHandlers {
  run(message: Message): Promise<ExecuteStatus>;
  abort(message: Message): void;
}

/** Requests that were sent together with a failing one are still on their way for about this long. */
const gatherMs = 10;

/** Runs execute requests one after the other; after an error, those that already wait are aborted, later ones are not. */
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

  async #runAll(): Promise<void> {
    this.#running = true;
    for (let message = this.#waiting.shift(); message; message = this.#waiting.shift()) {
      await setImmediate();
      const status = await this.#handlers.run(message);
      if (status === "ok" || message.content.stop_on_error === false) continue;
      await setTimeout(gatherMs);
      for (const waiting of this.#waiting.splice(0)) this.#handlers.abort(waiting);
    }
    this.#running = false;
  }
}
