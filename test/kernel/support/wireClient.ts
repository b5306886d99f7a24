import { createHmac, randomUUID } from "node:crypto";
import * as zmq from "zeromq";

/** A message as a test sees it; made and read without any of the kernel's code. */
export interface WireMessage {
  readonly type: string;
  readonly parent: string;
  readonly header: Record<string, unknown>;
  readonly content: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

/** One request and everything that came back for it. */
export interface Exchange {
  readonly reply: WireMessage;
  readonly outputs: readonly WireMessage[];
}

export interface Ports {
  readonly shell_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly iopub_port: number;
  readonly hb_port: number;
}

interface Waiter {
  readonly matches: (message: WireMessage) => boolean;
  readonly found: (message: WireMessage) => void;
}

/** A Jupyter client over ZeroMQ, small enough to be read: signs, sends, and files what comes back by parent. */
export class WireClient {
  readonly session: string = randomUUID();
  readonly seen: WireMessage[] = [];
  readonly #key: string;
  readonly #waiters = new Set<Waiter>();
  readonly #iopub = new zmq.Subscriber();
  readonly #heartbeat = new zmq.Request();
  readonly #dealers: Record<"shell" | "control" | "stdin", zmq.Dealer>;

  constructor(ports: Ports, key: string) {
    this.#key = key;
    const routingId = randomUUID();
    const dealer = (): zmq.Dealer => new zmq.Dealer({ routingId, linger: 0 });
    this.#dealers = { shell: dealer(), control: dealer(), stdin: dealer() };
    const at = (port: number): string => `tcp://127.0.0.1:${port}`;
    this.#dealers.shell.connect(at(ports.shell_port));
    this.#dealers.control.connect(at(ports.control_port));
    this.#dealers.stdin.connect(at(ports.stdin_port));
    this.#iopub.connect(at(ports.iopub_port));
    this.#iopub.subscribe();
    this.#heartbeat.connect(at(ports.hb_port));
    for (const socket of [...Object.values(this.#dealers), this.#iopub]) void this.#receive(socket);
  }

  /** Sends a request and gives its message id. `signature` replaces the right one. */
  async send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: object,
    extras: { buffers?: readonly Uint8Array[]; signature?: string; metadata?: object } = {},
  ): Promise<string> {
    const id = randomUUID();
    const header = { msg_id: id, msg_type: type, session: this.session, username: "test", date: "", version: "5.4" };
    const parts = [header, {}, extras.metadata ?? {}, content].map((part) => JSON.stringify(part));
    await this.sendFrames(channel, this.frames(parts, extras));
    return id;
  }

  /** The frames of a message with these JSON parts (header, parent, metadata, content). */
  frames(
    parts: readonly string[],
    extras: { buffers?: readonly Uint8Array[]; signature?: string } = {},
  ): (string | Buffer)[] {
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    const signature = extras.signature ?? hmac.digest("hex");
    return ["<IDS|MSG>", signature, ...parts, ...(extras.buffers ?? []).map(Buffer.from)];
  }

  /** Sends frames as they are. */
  sendFrames(channel: "shell" | "control" | "stdin", frames: (string | Buffer)[]): Promise<void> {
    return this.#dealers[channel].send(frames);
  }

  /** Sends a request and waits for its reply and for the kernel to be idle again. */
  async request(type: string, content: object, channel: "shell" | "control" = "shell"): Promise<Exchange> {
    return this.finished(await this.send(channel, type, content));
  }

  /** Runs a cell. */
  async execute(code: string, content: object = {}): Promise<Exchange> {
    return this.finished(await this.startCell(code, content));
  }

  /** Runs a cell of a notebook with what JupyterLab sends about it. */
  async executeCell(cellId: string, code: string, deletedCells: readonly string[] = []): Promise<Exchange> {
    const content = { code, silent: false, store_history: true };
    const metadata = { cellId, deletedCells };
    return this.finished(await this.send("shell", "execute_request", content, { metadata }));
  }

  /** Sends a cell and does not wait. */
  startCell(code: string, content: object = {}): Promise<string> {
    return this.send("shell", "execute_request", { code, silent: false, store_history: true, ...content });
  }

  /** Waits for the reply and the idle status of a request. */
  async finished(id: string): Promise<Exchange> {
    const reply = await this.waitFor((message) => message.parent === id && message.type.endsWith("_reply"));
    await this.waitFor((message) => message.parent === id && message.content.execution_state === "idle");
    return { reply, outputs: this.outputsOf(id) };
  }

  /** What came on iopub for a request so far, without status and execute_input. */
  outputsOf(id: string): WireMessage[] {
    const framing = new Set(["status", "execute_input"]);
    return this.seen.filter(
      (message) => message.parent === id && !message.type.endsWith("_reply") && !framing.has(message.type),
    );
  }

  /** The first message, past or coming, that matches. */
  waitFor(matches: (message: WireMessage) => boolean): Promise<WireMessage> {
    const past = this.seen.find(matches);
    if (past) return Promise.resolve(past);
    return new Promise((found) => this.#waiters.add({ matches, found }));
  }

  /** One heartbeat, there and back. */
  async heartbeat(): Promise<string> {
    await this.#heartbeat.send("ping");
    const [answer] = await this.#heartbeat.receive();
    return String(answer);
  }

  close(): void {
    for (const socket of [...Object.values(this.#dealers), this.#iopub, this.#heartbeat]) socket.close();
  }

  async #receive(socket: zmq.Dealer | zmq.Subscriber): Promise<void> {
    for await (const frames of socket) {
      const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      const [, header, parent, metadata, content] = frames
        .slice(at, at + 6)
        .map(String)
        .slice(1);
      if (!header || !parent || !metadata || !content) throw new Error("the kernel sent too few frames");
      const parsed = JSON.parse(header);
      const message: WireMessage = {
        type: parsed.msg_type,
        header: parsed,
        parent: JSON.parse(parent).msg_id ?? "",
        metadata: JSON.parse(metadata),
        content: JSON.parse(content),
        buffers: frames.slice(at + 6),
      };
      this.seen.push(message);
      for (const waiter of this.#waiters)
        if (waiter.matches(message)) {
          this.#waiters.delete(waiter);
          waiter.found(message);
        }
    }
  }
}

/** All text that a cell wrote to a stream. */
export function streamText(outputs: readonly WireMessage[], name: "stdout" | "stderr"): string {
  return outputs
    .filter((message) => message.type === "stream" && message.content.name === name)
    .map((message) => message.content.text)
    .join("");
}

/** The `text/plain` of a cell's result, or undefined. */
export function resultText(outputs: readonly WireMessage[]): string | undefined {
  const result = outputs.find((message) => message.type === "execute_result");
  return (result?.content.data as Record<string, string> | undefined)?.["text/plain"];
}
