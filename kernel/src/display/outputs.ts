import { AsyncLocalStorage } from "node:async_hooks";
import type { MimeBundle } from "titer/protocol";
import type { Header, Outgoing } from "../messages/message.ts";
import type { Capture } from "./capture.ts";
import { StreamLimit } from "./streamLimit.ts";

/** The request on whose behalf code runs; outputs carry its header, so the front end puts them below its cell. */
export interface RequestContext {
  readonly parent: Header;
  readonly identities: readonly Uint8Array[];
  readonly allowStdin: boolean;
  /** Displays that are still being made; the request is answered after them. */
  readonly displays: Set<Promise<unknown>>;
  /** Takes the outputs instead of the front end. */
  readonly capture?: Capture;
}

/**
 * Sends outputs to the cell that caused them, however late: the request travels with the asynchronous context, so a
 * timer's output goes to the cell that set the timer.
 */
export class Outputs {
  readonly #storage = new AsyncLocalStorage<RequestContext>();
  readonly #publish: (message: Outgoing) => void;
  readonly #shown = new WeakSet<object>();
  readonly #limit = new StreamLimit();
  #latest: RequestContext | undefined;

  constructor(publish: (message: Outgoing) => void) {
    this.#publish = publish;
  }

  /** Runs code on behalf of a request. */
  within<T>(context: RequestContext, run: () => T): T {
    this.#latest = context;
    return this.#storage.run(context, run);
  }

  /** The request on whose behalf code runs now; outside any, the latest one. */
  context(): RequestContext | undefined {
    return this.#storage.getStore() ?? this.#latest;
  }

  /** Notes a display that is being made: the cell waits for it and does not show its promise or handle as a result. */
  making<T extends object>(display: Promise<T>): Promise<T> {
    this.#shown.add(display);
    const waiting = this.context()?.displays;
    const noted = display.then((handle) => {
      this.#shown.add(handle);
    });
    waiting?.add(noted);
    return display;
  }

  /** Resolves when the current request's displays are made; rejects with the error of one that failed. */
  async made(): Promise<void> {
    await Promise.all(this.context()?.displays ?? []);
  }

  /** Runs code whose outputs go into a capture, on behalf of the current request; resolves when its displays are made. */
  async captured<T>(capture: Capture, run: () => T | Promise<T>): Promise<T> {
    const { parent = noHeader, identities = [], allowStdin = false } = this.context() ?? {};
    return this.#storage.run({ parent, identities, allowStdin, displays: new Set(), capture }, async () => {
      try {
        const result = await run();
        await this.made();
        return result;
      } finally {
        capture.flush();
      }
    });
  }

  /** Notes a value that has been shown: as the result of its cell it is not shown again. */
  markShown(value: object): void {
    this.#shown.add(value);
  }

  /** Whether a value is a display, which has been shown already. */
  isShown(value: unknown): boolean {
    return typeof value === "object" && value !== null && this.#shown.has(value);
  }

  /** Sends a message to all clients, with the current request as parent. */
  send(type: string, content: Outgoing["content"], extra: Pick<Outgoing, "metadata" | "buffers"> = {}): void {
    if (this.context()?.capture?.take(type, content)) return;
    this.#publish({ type, parent: this.context()?.parent ?? {}, content, ...extra });
  }

  /** Shows a bundle; with `update`, replaces an earlier display of the same id. */
  display(
    data: MimeBundle,
    options: { readonly id?: string; readonly update?: boolean; readonly metadata?: MimeBundle },
  ): void {
    const transient = options.id === undefined ? {} : { display_id: options.id };
    const type = options.update ? "update_display_data" : "display_data";
    this.send(type, { data, metadata: options.metadata ?? {}, transient });
  }

  /** The current request ends: says how much of its output was too much to show. */
  endStreams(): void {
    const context = this.context();
    const text = context ? this.#limit.summary(context) : "";
    if (text !== "") this.send("stream", { name: "stderr", text });
  }

  /** Routes what is written to stdout and stderr, by `console` too, to the cells. */
  captureStreams(): void {
    for (const name of ["stdout", "stderr"] as const) {
      const stream = process[name];
      const original = stream.write.bind(stream);
      const write = (chunk: unknown, ...rest: unknown[]): boolean => {
        const context = this.context();
        if (!context) return Reflect.apply(original, stream, [chunk, ...rest]);
        const text = this.#limit.take(context, textOfChunk(chunk, rest[0]));
        if (text !== "") this.send("stream", { name, text });
        const done = rest.at(-1);
        if (typeof done === "function") process.nextTick(done);
        return true;
      };
      // Holds: Node's overloads of write take a chunk and then any of encoding and callback.
      stream.write = write as typeof stream.write;
    }
  }
}

const noHeader: Header = { msg_id: "", msg_type: "", session: "", username: "", date: "", version: "5.4" };

function textOfChunk(chunk: unknown, encoding: unknown): string {
  if (typeof chunk !== "string") return Buffer.from(chunk as Uint8Array).toString("utf8");
  const known = typeof encoding === "string" && Buffer.isEncoding(encoding) ? encoding : "utf8";
  return known === "utf8" ? chunk : Buffer.from(chunk, known).toString("utf8");
}
