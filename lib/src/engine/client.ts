import { connect, type Socket } from "node:net";
import { isTiterError, TiterError } from "../errors.ts";
import type { RunEvent } from "../protocol/events.ts";
import { encodeFrame, FrameDecoder, messageLimit } from "./frames.ts";
import { type Answers, assertReply, type EngineRecord, type Reply, type RequestBody } from "./messages.ts";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TiterError) => void;
}

/** A connection to the engine. Every promise settles when the engine dies. */
export class EngineClient {
  /** Settles when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, { event: (event: RunEvent) => void; lost: (error: TiterError) => void }>();
  #next = 1;
  #lost: TiterError | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    const decoder = new FrameDecoder(messageLimit);
    socket.on("data", (piece) => {
      try {
        for (const message of decoder.push(piece)) this.#take(message);
      } catch (thrown) {
        this.#lose(TiterError.from(thrown, "BAD_MESSAGE", {}, "Use client and engine of the same Titer version."));
        socket.destroy();
      }
    });
    socket.on("error", (cause) => this.#lose(engineLost(cause)));
    socket.on("close", () => this.#lose(engineLost()));
  }

  /**
   * Connects and shows the token. @param observer - whether it only looks, so that the engine does not stay for it.
   *
   * @throws TiterError `ENGINE_UNREACHABLE`, `ENGINE_REFUSED`, `ENGINE_VERSION`.
   */
  static async connect(
    socketPath: string,
    record: EngineRecord,
    version: string,
    observer = false,
  ): Promise<EngineClient> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const opening = connect(socketPath, () => resolve(opening));
      opening.once("error", (cause) => reject(unreachable(cause)));
    });
    const client = new EngineClient(socket);
    try {
      await client.request({ kind: "hello", token: record.token, version, ...(observer && { observer }) });
    } catch (thrown) {
      client.close();
      if (isTiterError(thrown, "ENGINE_LOST")) throw unreachable(thrown); // it died as we came
      throw thrown;
    }
    return client;
  }

  /** Asks the engine; rejects with what it refused, or `ENGINE_LOST`. */
  request<K extends RequestBody["kind"]>(body: Extract<RequestBody, { kind: K }>): Promise<Answers[K]> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      const id = this.#next++;
      // The engine of the same version answers each kind with its own type; assertReply checked the frame around it.
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#socket.write(encodeFrame({ id, ...body }));
    });
  }

  /**
   * Hears a run's events from its beginning, or without the first ones that were `heard` before; `lost` is called once when the
   * engine dies before the run ended.
   */
  async attach(
    runId: string,
    event: (event: RunEvent) => void,
    lost: (error: TiterError) => void,
    heard = 0,
  ): Promise<void> {
    this.#listeners.set(runId, { event, lost });
    await this.request({ kind: "attach", runId, heard });
  }

  /** Ends the connection, not the engine or its runs; a second call does nothing. */
  close(): void {
    this.#lost ??= new TiterError("ENGINE_CLOSED", { what: "the connection was closed", todo: "Connect again." });
    this.#socket.end();
  }

  #take(message: unknown): void {
    assertReply(message);
    const reply: Reply = message;
    if (reply.kind === "event") {
      this.#listeners.get(reply.event.runId)?.event(reply.event);
      if (reply.event.kind === "run-ended") this.#listeners.delete(reply.event.runId);
      return;
    }
    if (reply.kind === "error" && reply.id === null) {
      this.#lose(TiterError.fromData(reply.error));
      return;
    }
    const waiting = this.#waiting.get(reply.id!);
    this.#waiting.delete(reply.id!);
    if (reply.kind === "answer") waiting?.resolve(reply.value);
    else waiting?.reject(TiterError.fromData(reply.error));
  }

  #lose(error: TiterError): void {
    this.#lost ??= error;
    const waiting = [...this.#waiting.values()];
    const listeners = [...this.#listeners.values()];
    this.#waiting.clear();
    this.#listeners.clear();
    for (const { reject } of waiting) reject(this.#lost);
    for (const { lost } of listeners) lost(this.#lost);
  }
}

function engineLost(cause?: unknown): TiterError {
  return new TiterError("ENGINE_LOST", {
    what: "the engine ended while it was needed",
    todo: "Run again: a new engine starts by itself and finished wells are kept. The engine's log says why it ended.",
    ...(cause === undefined ? {} : { cause }),
  });
}

function unreachable(cause: unknown): TiterError {
  return new TiterError("ENGINE_UNREACHABLE", {
    what: "no engine answers",
    todo: "Start one with `titer engine start`.",
    cause,
  });
}
