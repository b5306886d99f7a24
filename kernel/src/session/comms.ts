import { randomUUID } from "node:crypto";
import { messageOf, TiterError } from "titer/errors";
import type { Outputs } from "../display/outputs.ts";
import { objectField, stringField } from "../messages/fields.ts";
import type { Content, Message, Outgoing } from "../messages/message.ts";

/** JSON data and binary buffers that came over a channel. */
export interface CommMessage {
  readonly data: Content;
  readonly metadata: Content;
  /** Those of 1 MiB and more lie in shared memory. */
  readonly buffers: readonly Uint8Array[];
}

/** What goes with the data of a message. */
export interface CommExtras {
  readonly metadata?: object;
  readonly buffers?: readonly Uint8Array[];
}

/** A two-way channel between a cell and the front end. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Sends to the front end; buffers are copied, unless they lie in shared memory: leave that as it is until it has arrived. Throws `COMM_CLOSED` on a closed channel. */
  send(data: object, extras?: CommExtras): void;
  /** Closes the channel; a second time does nothing. */
  close(data?: object): void;
  /** Called for each message, in order; replaces an earlier handler. */
  onMessage(handler: (message: CommMessage) => unknown): void;
  /** Called when the front end closes the channel. */
  onClose(handler: (message: CommMessage) => unknown): void;
}

/** Called with a channel that the front end opened. */
export type CommTarget = (comm: Comm, opened: CommMessage) => unknown;

interface OpenComm extends Comm {
  received: (message: CommMessage) => unknown;
  closed: (message: CommMessage) => unknown;
}

/** All channels of a kernel. */
export class Comms {
  readonly #outputs: Outputs;
  readonly #targets = new Map<string, CommTarget>();
  readonly #comms = new Map<string, OpenComm>();

  constructor(outputs: Outputs) {
    this.#outputs = outputs;
  }

  register(target: string, opened: CommTarget): void {
    this.#targets.set(target, opened);
  }

  open(target: string, data: object = {}, extras: CommExtras = {}): Comm {
    const comm = this.#add(randomUUID(), target);
    this.#send("comm_open", { comm_id: comm.id, target_name: target, data: plain(data) }, extras);
    return comm;
  }

  /** Content of `comm_info_reply`. */
  info(content: Content): Content {
    const target = stringField(content, "target_name", "");
    const listed = [...this.#comms.values()].filter((comm) => target === "" || comm.target === target);
    const comms = Object.fromEntries(listed.map((comm) => [comm.id, { target_name: comm.target }]));
    return { status: "ok", comms };
  }

  /** A `comm_open` of the front end; an unknown target is answered with `comm_close`. */
  async opened(message: Message): Promise<void> {
    const id = stringField(message.content, "comm_id");
    const target = stringField(message.content, "target_name");
    const handler = this.#targets.get(target);
    if (!handler) {
      const known = [...this.#targets.keys()].join(", ") || "none";
      this.#send("comm_close", { comm_id: id, data: {} }, {});
      throw new TiterError("UNKNOWN_COMM_TARGET", {
        what: `nothing listens to the comm target "${target}"`,
        todo: `Register it with comms.register; registered: ${known}.`,
      });
    }
    await handler(this.#add(id, target), commMessage(message));
  }

  /** A `comm_msg` of the front end; messages to an unknown channel are refused. */
  async received(message: Message): Promise<void> {
    await this.#known(message).received(commMessage(message));
  }

  /** A `comm_close` of the front end. */
  async closed(message: Message): Promise<void> {
    const comm = this.#known(message);
    this.#comms.delete(comm.id);
    await comm.closed(commMessage(message));
  }

  #known(message: Message): OpenComm {
    const id = stringField(message.content, "comm_id");
    const comm = this.#comms.get(id);
    if (comm) return comm;
    throw new TiterError("UNKNOWN_COMM", {
      what: `there is no open comm "${id}"`,
      todo: "Open it first, or reload the page: the kernel may have been restarted.",
    });
  }

  #add(id: string, target: string): OpenComm {
    const comm: OpenComm = {
      id,
      target,
      received: () => undefined,
      closed: () => undefined,
      send: (data, extras = {}) => {
        if (!this.#comms.has(id))
          throw new TiterError("COMM_CLOSED", { what: `the comm "${id}" is closed`, todo: "Open a new one." });
        this.#send("comm_msg", { comm_id: id, data: plain(data) }, extras);
      },
      close: (data = {}) => {
        if (this.#comms.delete(id)) this.#send("comm_close", { comm_id: id, data: plain(data) }, {});
      },
      onMessage: (handler) => {
        comm.received = handler;
      },
      onClose: (handler) => {
        comm.closed = handler;
      },
    };
    this.#comms.set(id, comm);
    return comm;
  }

  #send(type: string, content: Content, extras: CommExtras): void {
    const options: Pick<Outgoing, "metadata" | "buffers"> = {
      metadata: plain(extras.metadata ?? {}),
      buffers: extras.buffers ?? [],
    };
    this.#outputs.send(type, content, options);
  }
}

function commMessage(message: Message): CommMessage {
  return { data: objectField(message.content, "data"), metadata: message.metadata, buffers: message.buffers };
}

/** Data as JSON, which is what can leave the process. */
function plain(data: object): Content {
  try {
    return JSON.parse(JSON.stringify(data)) as Content;
  } catch (cause) {
    throw new TiterError("BAD_COMM_DATA", {
      what: `data of a comm is no JSON: ${messageOf(cause)}`,
      todo: "Send an object of JSON values; binary data goes into buffers.",
      cause,
    });
  }
}
