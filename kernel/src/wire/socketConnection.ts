import { Worker } from "node:worker_threads";
import type { Message, Outgoing, RequestChannel } from "../messages/message.ts";
import type { ConnectionFile } from "./connectionFile.ts";
import type { FromSockets, SocketThreadData, ToSockets } from "./threadMessages.ts";

/** What the main thread does with what arrives. */
export interface SocketHandlers {
  request(channel: RequestChannel, message: Message): void;
  /** The execution of this number is to be interrupted (0: nothing ran). */
  interrupt(execution: number): void;
  shutdown(): void;
}

/** The main thread's end of the socket thread. */
export class SocketConnection {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Starts the socket thread; resolves when all sockets are bound, rejects when one cannot be. */
  static async open(
    connection: ConnectionFile,
    interrupt: SharedArrayBuffer,
    handlers: SocketHandlers,
  ): Promise<SocketConnection> {
    const workerData: SocketThreadData = { connection, interrupt };
    const worker = new Worker(new URL("./socketThread.js", import.meta.url), { workerData });
    await new Promise<void>((resolve, reject) => {
      worker.on("error", reject);
      worker.on("message", (message: FromSockets) => {
        switch (message.kind) {
          case "ready":
            return resolve();
          case "request":
            return handlers.request(message.channel, message.message);
          case "interrupt":
            return handlers.interrupt(message.execution);
          case "shutdown":
            return handlers.shutdown();
          default:
            message satisfies never;
        }
      });
    });
    return new SocketConnection(worker);
  }

  /** Answers one client. */
  reply(channel: RequestChannel, identities: readonly Uint8Array[], message: Outgoing): void {
    this.#post({ kind: "reply", channel, identities, message: withOwnBuffers(message) });
  }

  /** Sends to all clients. */
  publish(message: Outgoing): void {
    this.#post({ kind: "publish", message: withOwnBuffers(message) });
  }

  #post(envelope: ToSockets): void {
    const memory = (envelope.message.buffers ?? []).map((bytes) => bytes.buffer as ArrayBuffer);
    this.#worker.postMessage(envelope, memory);
  }
}

/** Buffers are copied once, then transferred: the sender keeps its own. */
function withOwnBuffers(message: Outgoing): Outgoing {
  return message.buffers ? { ...message, buffers: message.buffers.map((bytes) => new Uint8Array(bytes)) } : message;
}
