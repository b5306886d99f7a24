import type { PlaneId } from "../components/components.ts";
import { type ErrorData, TiterError } from "../errors.ts";
import { decodeFrame, type Frame } from "./frame.ts";
import {
  type ClientMessage,
  type Delivery,
  type HubMessage,
  type PlaneAddress,
  type SessionFacts,
  type Source,
  type SourceFacts,
  streamVersion,
} from "./messages.ts";

/** A two-way line to the hub, whatever carries it. */
export interface Transport {
  /** How it goes, to be shown: `WebSocket`, `WebSocket through the Jupyter server`, `kernel comm`. */
  readonly name: string;
  send(text: string): void;
  close(): void;
  /** Set by the client. */
  onText: (text: string) => void;
  onBytes: (bytes: ArrayBuffer) => void;
  onClose: (reason: string) => void;
}

/** How frames of a subscription are taken. */
export interface FrameListener {
  /** Shows a frame; when it has settled the hub may send another one. */
  readonly frame: (frame: Frame) => void | Promise<void>;
  /** The run (or the overview) has ended and all frames have come. */
  readonly end?: (end: Extract<HubMessage, { kind: "end" }>) => void;
  /** Somebody asks the session to close; answer by ending the subscription. */
  readonly quit?: () => void;
  /** The line broke, or the hub refused. */
  readonly lost?: (error: TiterError) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TiterError) => void;
  /** Frames that the request waits for; none for an answer in text. */
  frames: number;
  readonly got: Frame[];
}

/** What is used of an `AbortSignal`. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
}

/** A request without its id. */
type Body = ClientMessage extends infer M ? (M extends ClientMessage ? Omit<M, "id"> : never) : never;

/**
 * Talks to the hub of an engine. Every promise settles when the line breaks.
 *
 * @example
 * ```ts
 * const hub = await HubClient.connect(await openTransport(candidates), token);
 * const [plane] = (await hub.planes([{ source, well: "A01", site: 1, channel: 1, z: 1, timepoint: 1, level: 0 }])).pixels;
 * ```
 */
export class HubClient {
  readonly transport: string;
  /** Resolves with the reason when the line has ended. */
  readonly lost: Promise<TiterError>;
  readonly #line: Transport;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<number, FrameListener>();
  #next = 1;
  #lost: TiterError | undefined;
  #tellLost: (error: TiterError) => void = () => {};

  private constructor(line: Transport) {
    this.transport = line.name;
    this.#line = line;
    this.lost = new Promise((resolve) => {
      this.#tellLost = resolve;
    });
    line.onText = (text) => this.#hear(JSON.parse(text) as HubMessage); // of the hub that has our token
    line.onBytes = (bytes) => this.#take(decodeFrame(bytes));
    line.onClose = (reason) => this.#lose(hubLost(reason));
  }

  /** Shows the token. Rejects with `STREAM_REFUSED`, `STREAM_VERSION`, `STREAM_LOST`. */
  static async connect(line: Transport, token: string): Promise<HubClient> {
    const client = new HubClient(line);
    await client.#ask({ kind: "hello", token, version: streamVersion });
    return client;
  }

  describe(source: Source): Promise<SourceFacts> {
    return this.#ask({ kind: "describe", source }) as Promise<SourceFacts>;
  }

  /**
   * All planes in one frame, in the order asked for. Requests are answered in turn.
   *
   * @param signal - stops a request whose answer is not needed any more; it rejects with `STREAM_STOPPED`.
   */
  async planes(planes: readonly PlaneAddress[], signal?: StopSignal): Promise<Frame> {
    const [frame] = (await this.#ask({ kind: "planes", planes }, 1, signal)) as Frame[];
    return frame!; // one was waited for
  }

  /** Points and outlines that a finished step of a run has left of a plane, in one frame. */
  async shapes(source: Source, well: string, { site, channel, z, timepoint }: PlaneId): Promise<Frame> {
    const [frame] = (await this.#ask({ kind: "shapes", source, well, site, channel, z, timepoint }, 1)) as Frame[];
    return frame!; // one was waited for
  }

  /**
   * A plate in small: the listener gets frames with the wells that are ready, while a run goes also those that it finishes, each
   * with all channels asked for; at the end all of them have come. Returns how to stop.
   *
   * @param size - most pixels on a side of a well.
   * @param wells - default: all that there are.
   */
  overview(
    source: Source,
    channels: readonly number[],
    size: number,
    listener: FrameListener,
    options: { readonly wells?: readonly string[]; readonly credits?: number } = {},
  ): () => void {
    const { wells, credits = 2 } = options;
    return this.#subscribe({ kind: "overview", source, channels, size, credits, ...(wells && { wells }) }, listener);
  }

  /** Frames of a run as it makes them. Returns how to stop. */
  watch(
    runId: string,
    listener: FrameListener,
    options: { readonly delivery?: Delivery; readonly credits?: number; readonly steps?: readonly string[] } = {},
  ): () => void {
    const { delivery = "latest", credits = 2, steps } = options;
    return this.#subscribe({ kind: "watch", runId, delivery, credits, ...(steps ? { steps } : {}) }, listener);
  }

  /** Shows a viewer session: what waits for it, then what is streamed to it. Returns how to leave. */
  open(session: string, listener: FrameListener, credits = 2): () => void {
    return this.#subscribe({ kind: "open", session, credits }, listener);
  }

  /** Puts planes of any source into a viewer session. */
  async show(session: string, planes: readonly PlaneAddress[]): Promise<void> {
    await this.#ask({ kind: "show", session, planes });
  }

  sessions(): Promise<SessionFacts[]> {
    return this.#ask({ kind: "sessions" }) as Promise<SessionFacts[]>;
  }

  /** Closes a session politely or by force. */
  async endSession(session: string, how: "quit" | "force"): Promise<void> {
    await this.#ask({ kind: "end-session", session, how });
  }

  /** Ends the line; a second call does nothing. */
  close(): void {
    this.#lose(hubLost("it was closed"));
    this.#line.close();
  }

  #ask(body: Body, frames = 0, signal?: StopSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      if (signal?.aborted) return reject(stopped());
      const id = this.#next++;
      signal?.addEventListener("abort", () => {
        if (!this.#waiting.delete(id)) return; // it was answered
        this.#say({ kind: "stop", id });
        reject(stopped());
      });
      this.#waiting.set(id, { resolve, reject, frames, got: [] });
      this.#say({ id, ...body } as ClientMessage); // a body with its id
    });
  }

  #subscribe(body: Body, listener: FrameListener): () => void {
    const id = this.#next++;
    if (this.#lost) {
      listener.lost?.(this.#lost);
      return () => {};
    }
    this.#listeners.set(id, listener);
    this.#say({ id, ...body } as ClientMessage); // a body with its id
    return () => {
      if (this.#listeners.delete(id) && !this.#lost) this.#say({ kind: "stop", id });
    };
  }

  #say(message: ClientMessage): void {
    this.#line.send(JSON.stringify(message));
  }

  #hear(message: HubMessage): void {
    switch (message.kind) {
      case "answer":
        this.#waiting.get(message.id)?.resolve(message.value);
        this.#waiting.delete(message.id);
        return;
      case "error":
        this.#refused(message.id, message.error);
        return;
      case "end":
        this.#listeners.get(message.id)?.end?.(message);
        this.#listeners.delete(message.id);
        return;
      case "quit":
        this.#listeners.get(message.id)?.quit?.();
        return;
      default:
        message satisfies never;
    }
  }

  #refused(id: number | null, data: ErrorData): void {
    const error = TiterError.fromData(data);
    if (id === null) {
      this.#lose(error);
      return;
    }
    this.#waiting.get(id)?.reject(error);
    this.#waiting.delete(id);
    this.#listeners.get(id)?.lost?.(error);
    this.#listeners.delete(id);
  }

  #take(frame: Frame): void {
    const waiting = this.#waiting.get(frame.id);
    if (waiting) {
      waiting.got.push(frame);
      if (waiting.got.length < waiting.frames) return;
      this.#waiting.delete(frame.id);
      waiting.resolve(waiting.got);
      return;
    }
    this.#show(frame);
  }

  async #show(frame: Frame): Promise<void> {
    const listener = this.#listeners.get(frame.id);
    if (!listener) return; // it was stopped while the frame was on its way
    try {
      await listener.frame(frame);
    } catch (thrown) {
      this.#listeners.delete(frame.id);
      listener.lost?.(TiterError.from(thrown, "FRAME_NOT_SHOWN", {}, "Open the viewer again."));
      if (!this.#lost) this.#say({ kind: "stop", id: frame.id });
      return;
    }
    if (!this.#lost) this.#say({ kind: "credit", id: frame.id, count: 1 });
  }

  #lose(error: TiterError): void {
    this.#lost ??= error;
    this.#tellLost(this.#lost);
    const waiting = [...this.#waiting.values()];
    const listeners = [...this.#listeners.values()];
    this.#waiting.clear();
    this.#listeners.clear();
    for (const { reject } of waiting) reject(this.#lost);
    for (const { lost } of listeners) lost?.(this.#lost);
  }
}

function stopped(): TiterError {
  return new TiterError("STREAM_STOPPED", { what: "the request was stopped", todo: "Ask again." });
}

function hubLost(reason: string): TiterError {
  return new TiterError("STREAM_LOST", {
    what: `the line to the engine's hub has ended: ${reason || "no reason was given"}`,
    todo: "Open the viewer again.",
  });
}
