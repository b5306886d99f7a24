import type { Outgoing } from "../messages/message.ts";

const delayMs = 15;

/**
 * Joins stream outputs of one cell that follow each other closely, so that a cell which prints 100 000 lines sends a
 * few messages. Any other message flushes first, so order is kept.
 */
export class StreamMerger {
  readonly #publish: (message: Outgoing) => void;
  #waiting: Outgoing | undefined;
  #texts: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(publish: (message: Outgoing) => void) {
    this.#publish = publish;
  }

  publish(message: Outgoing): void {
    if (message.type !== "stream") {
      this.flush();
      this.#publish(message);
      return;
    }
    if (this.#waiting && !sameStream(this.#waiting, message)) this.flush();
    this.#waiting ??= message;
    this.#texts.push(String(message.content.text));
    this.#timer ??= setTimeout(() => this.flush(), delayMs);
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    if (!waiting) return;
    const text = this.#texts.join("");
    this.#waiting = undefined;
    this.#texts = [];
    this.#publish({ ...waiting, content: { ...waiting.content, text } });
  }
}

function sameStream(a: Outgoing, b: Outgoing): boolean {
  return a.content.name === b.content.name && a.parent.msg_id === b.parent.msg_id;
}
