import { timingSafeEqual } from "node:crypto";
import type { WebSocket } from "ws";
import { type ErrorData, TiterError } from "../../errors.ts";
import { encodeHeader, paddingBehind } from "../frame.ts";
import { type ClientMessage, type FramePlane, type HubMessage, type PlaneAddress, streamVersion } from "../messages.ts";
import type { Feed } from "./feeds.ts";
import { parseMessage } from "./messageGuard.ts";
import { levelFor, type PixelCache, type PlaneSources } from "./pixels.ts";
import type { Sessions } from "./sessions.ts";
import { type LiveFrame, Subscription } from "./subscription.ts";

/** What connections share. */
export interface HubParts {
  readonly token: string;
  readonly sources: PlaneSources;
  readonly pixels: PixelCache;
  readonly sessions: Sessions;
  readonly feeds: ReadonlyMap<string, Feed>;
  /** A viewer has credit again, or is gone: workers may have to hear of it. */
  readonly adjust: () => void;
}

interface Subscribed {
  readonly subscription: Subscription;
  readonly leave: () => void;
}

/** How many frames of a session that is opened may wait: all that it keeps. */
const sessionQueue = 4096;

/** One client of the hub, from its greeting to its end. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #parts: HubParts;
  readonly #subscribed = new Map<number, Subscribed>();
  readonly #stopped = new Set<number>();
  #known = false;
  #heard: number = performance.now();

  constructor(socket: WebSocket, parts: HubParts) {
    this.#socket = socket;
    this.#parts = parts;
    socket.on("message", (data, isBinary) => this.#hear(isBinary ? "" : String(data)));
    socket.on("pong", () => {
      this.#heard = performance.now();
    });
    socket.on("error", () => socket.terminate()); // a message that is too large, or no WebSocket at all
    socket.on("close", () => this.#leave());
  }

  /** Whether the client has shown the token. */
  get known(): boolean {
    return this.#known;
  }

  ping(): void {
    this.#socket.ping();
  }

  /** Lets a client go that has not shown its token. */
  hangUp(): void {
    this.#socket.terminate();
  }

  #hear(text: string): void {
    this.#heard = performance.now();
    let message: ClientMessage;
    try {
      message = parseMessage(text);
      if (!this.#known) this.#greet(message);
    } catch (thrown) {
      // Whoever sends what is no message (or no token) is told why and gets no second chance.
      this.#say({ kind: "error", id: null, error: errorData(thrown) });
      this.#socket.close(1008, "refused");
      return;
    }
    this.#answer(message).catch((thrown) => {
      this.#say({ kind: "error", id: message.id, error: errorData(thrown) });
    });
  }

  #greet(message: ClientMessage): void {
    if (message.kind !== "hello" || !sameText(message.token, this.#parts.token)) {
      throw new TiterError("STREAM_REFUSED", {
        what: "the token is missing or wrong",
        todo: "Open the viewer again, from the notebook.",
      });
    }
    if (message.version !== streamVersion) {
      throw new TiterError("STREAM_VERSION", {
        what: `the hub speaks version ${streamVersion}, the viewer ${message.version}`,
        todo: "Reload the page; if that does not help, install the same version of Titer on both sides.",
      });
    }
    this.#known = true;
  }

  async #answer(message: ClientMessage): Promise<void> {
    const { sources, sessions } = this.#parts;
    const { id } = message;
    switch (message.kind) {
      case "hello":
        return this.#say({ kind: "answer", id, value: { version: streamVersion } });
      case "describe":
        return this.#say({ kind: "answer", id, value: await sources.describe(message.source) });
      case "planes":
        return this.#planes(id, message.planes);
      case "overview":
        return this.#overview(message);
      case "watch":
        return this.#watch(message);
      case "open":
        return this.#open(message);
      case "credit":
        this.#subscribed.get(id)?.subscription.credit(message.count);
        return this.#parts.adjust();
      case "stop":
        return this.#stop(id);
      case "sessions":
        return this.#say({ kind: "answer", id, value: sessions.facts });
      case "end-session":
        sessions.end(message.session, message.how);
        return this.#say({ kind: "answer", id, value: {} });
      default:
        return message satisfies never;
    }
  }

  async #planes(id: number, addresses: readonly PlaneAddress[]): Promise<void> {
    const parts: { readonly facts: FramePlane; readonly pixels: Uint8Array }[] = [];
    for (const address of addresses) {
      if (this.#stopped.delete(id)) return;
      const { plane, y, x } = await this.#parts.pixels.cut(address);
      const { source, region: _region, ...place } = address;
      const step = source.kind === "run" && source.step !== undefined ? { step: source.step } : {};
      const { dtype, height, width, data } = plane;
      parts.push({ facts: { ...place, ...step, y, x, dtype, height, width }, pixels: bytesOf(data) });
    }
    this.#send(id, 1, parts);
  }

  /** The first site, z plane and timepoint of each well that is there; wells that a run has not done yet are left out. */
  async #overview({ id, source, channels, size, wells }: Extract<ClientMessage, { kind: "overview" }>): Promise<void> {
    const facts = await this.#parts.sources.describe(source);
    const level = levelFor(facts.shape, size);
    const [site, z, timepoint] = [facts.sites[0] ?? 1, facts.zPlanes[0] ?? 1, facts.timepoints[0] ?? 1];
    for (const [place, channel] of channels.entries()) {
      const parts: { readonly facts: FramePlane; readonly pixels: Uint8Array }[] = [];
      for (const well of wells ?? facts.wells) {
        if (this.#stopped.delete(id)) return;
        const where = { well, site, channel, z, timepoint, level };
        const cut = await this.#parts.pixels.cut({ source, ...where }).catch(absent);
        if (!cut) continue;
        const { dtype, height, width, data } = cut.plane;
        parts.push({ facts: { ...where, y: 0, x: 0, dtype, height, width }, pixels: bytesOf(data) });
      }
      this.#send(id, place + 1, parts);
    }
  }

  #watch({ id, runId, steps, delivery, credits }: Extract<ClientMessage, { kind: "watch" }>): void {
    const feed = this.#parts.feeds.get(runId);
    if (!feed) {
      throw new TiterError("RUN_NOT_GOING", {
        what: `the run ${runId} does not go on`,
        todo: "Ask for its planes by their addresses.",
      });
    }
    const subscription = new Subscription(delivery, credits, (frame, sequence) => this.#live(id, frame, sequence));
    const leave = feed.watch(steps, subscription, (state, missed) => this.#ended(id, runId, state, missed));
    this.#subscribed.set(id, { subscription, leave });
  }

  /** Says that a run has ended when the last of its frames has gone out. */
  #ended(id: number, runId: string, state: string, missed: number): void {
    const { subscription } = this.#subscribed.get(id) ?? {};
    if (!subscription) return;
    if (!subscription.isEmpty) {
      setTimeout(() => this.#ended(id, runId, state, missed), 20);
      return;
    }
    this.#subscribed.delete(id);
    const { sent, skipped } = subscription;
    this.#say({ kind: "end", id, runId, state, sent, skipped: skipped + missed });
  }

  #open({ id, session, credits }: Extract<ClientMessage, { kind: "open" }>): void {
    const send = (frame: LiveFrame, sequence: number) => this.#live(id, frame, sequence);
    const subscription = new Subscription("every", credits, send, sessionQueue);
    const quit = () => this.#say({ kind: "quit", id });
    const leave = this.#parts.sessions.named(session).open({ subscription, quit, heard: () => this.#heard });
    this.#subscribed.set(id, { subscription, leave });
    this.#parts.adjust();
  }

  #stop(id: number): void {
    const subscribed = this.#subscribed.get(id);
    if (!subscribed) this.#stopped.add(id);
    subscribed?.leave();
    this.#subscribed.delete(id);
    this.#parts.sessions.sweep();
    this.#parts.adjust();
  }

  #leave(): void {
    for (const { leave } of this.#subscribed.values()) leave();
    this.#subscribed.clear();
    this.#parts.sessions.sweep();
    this.#parts.adjust();
  }

  #live(id: number, { runId, plane, pixels }: LiveFrame, sequence: number): void {
    this.#send(id, sequence, [{ facts: plane, pixels: bytesOf(pixels.data) }], runId);
  }

  /** The header and the planes as parts of one message: pixels go to the socket from where they are. */
  #send(
    id: number,
    sequence: number,
    parts: readonly { readonly facts: FramePlane; readonly pixels: Uint8Array }[],
    runId?: string,
  ): void {
    const header = { id, sequence, ...(runId === undefined ? {} : { runId }), planes: parts.map(({ facts }) => facts) };
    const pieces: Uint8Array[] = [encodeHeader(header)];
    for (const { pixels } of parts) {
      pieces.push(pixels);
      const padding = paddingBehind(pixels.length);
      if (padding > 0) pieces.push(new Uint8Array(padding));
    }
    for (const [i, piece] of pieces.entries()) {
      this.#socket.send(piece, { binary: true, compress: false, fin: i === pieces.length - 1 });
    }
  }

  #say(message: HubMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

/** A plane that is not there (yet) is no error of an overview. */
function absent(thrown: unknown): undefined {
  const { code } = errorData(thrown);
  if (code === "PLANE_NOT_WRITTEN" || code === "MISSING_PLANE" || code === "UNKNOWN_WELL") return undefined;
  throw thrown;
}

function bytesOf(data: ArrayBufferView): Uint8Array {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

function sameText(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function errorData(thrown: unknown): ErrorData {
  return TiterError.from(thrown, "STREAM_FAILED", {}, "See `titer engine logs`.").toData();
}
