import { Worker } from "node:worker_threads";
import type { Interrupts } from "../cell/interrupt.ts";
import type { Message, Outgoing, RequestChannel } from "../messages/message.ts";
import type { ConnectionFile } from "./connectionFile.ts";
import { SharedMemory, sendable, transferable } from "./threadMemory.ts";
import type { FromSockets, SocketThreadData, ToSockets } from "./threadMessages.ts";

/** What requests are handed to. */
export type RequestHandler = (channel: RequestChannel, message: Message) => void;

/** The main thread's end of the socket thread. */
export class SocketConnection {
  readonly #worker: Worker;
  readonly #memory = new SharedMemory();
  /** Requests that came before somebody serves them. */
  readonly #early: [RequestChannel, Message][] = [];
  #handler: RequestHandler = (channel, message) => this.#early.push([channel, message]);
  #subshellDeleted: (id: string) => void = () => undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Starts the socket thread; resolves when all sockets are bound, rejects when one cannot be. */
  static async open(connection: ConnectionFile, interrupts: Interrupts): Promise<SocketConnection> {
    const workerData: SocketThreadData = { connection, interrupt: interrupts.memory };
    const worker = new Worker(new URL("./socketThread.js", import.meta.url), { workerData });
    const sockets = new SocketConnection(worker);
    await new Promise<void>((resolve, reject) => {
      worker.on("error", reject);
      worker.on("message", (message: FromSockets) => {
        switch (message.kind) {
          case "ready":
            return resolve();
          case "request":
            sockets.#handler(message.channel, message.message);
            return sockets.#memory.handled(message.message.buffers);
          case "interrupt":
            return interrupts.interrupt(message.latest);
          case "subshellDeleted":
            return sockets.#subshellDeleted(message.id);
          case "shutdown":
            return exit();
          default:
            message satisfies never;
        }
      });
    });
    return sockets;
  }

  /** Hands over requests, those that came before first, and says which subshells are gone. */
  serve(handler: RequestHandler, subshellDeleted: (id: string) => void): void {
    this.#handler = handler;
    this.#subshellDeleted = subshellDeleted;
    for (const [channel, message] of this.#early.splice(0)) handler(channel, message);
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
    this.#worker.postMessage(envelope, transferable(envelope.message.buffers ?? []));
    this.#memory.handled(envelope.message.buffers ?? []);
  }
}

/** Buffers are copied, as the sender may change its own. */
function withOwnBuffers(message: Outgoing): Outgoing {
  return message.buffers ? { ...message, buffers: message.buffers.map(sendable) } : message;
}

/** Bound before cells run: they find another `process.exit`. */
const exit = process.exit.bind(process, 0);
