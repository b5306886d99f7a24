import { timingSafeEqual } from "node:crypto";
import type { WebSocket } from "ws";
import { type ErrorData, TiterError } from "../../errors.ts";
import { isLabels } from "../../files/zarr/layout.ts";
import {
  type ClientMessage,
  type Delivery,
  type HubMessage,
  type PlaneAddress,
  type Source,
  streamVersion,
} from "../messages.ts";
import type { Feed } from "./feeds.ts";
import { framePieces } from "./framePieces.ts";
import { type FramePart, planeItem, shapesItem } from "./item.ts";
import { parseMessage } from "./messageGuard.ts";
import { Overview } from "./overview.ts";
import type { CutPlane, PixelCache, PlaneSources } from "./pixels.ts";
import type { Sessions } from "./sessions.ts";
import { Subscription } from "./subscription.ts";

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

/** What goes on under the id of a request until it is stopped. */
interface Subscribed {
  readonly credit: (count: number) => void;
  readonly leave: () => void;
}

/** How much of a session that is opened may wait: all that it keeps, since it is read when there is credit for it. */
const sessionQueue = Number.POSITIVE_INFINITY;

/** One client of the hub, from its greeting to its end. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #parts: HubParts;
  readonly #subscribed = new Map<number, Subscribed>();
  /** Requests for planes that are not answered and not stopped. */
  readonly #wanted = new Set<number>();
  /** Settles when the planes asked for so far are on their way. */
  #answered: Promise<void> = Promise.resolve();
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
      case "shapes":
        return this.#shapes(message);
      case "watch":
        return this.#watch(message);
      case "open":
        return this.#open(message);
      case "credit":
        this.#subscribed.get(id)?.credit(message.count);
        return this.#parts.adjust();
      case "stop":
        return this.#stop(id);
      case "show":
        return this.#show(message);
      case "sessions":
        return this.#say({ kind: "answer", id, value: sessions.facts });
      case "end-session":
        sessions.end(message.session, message.how);
        return this.#say({ kind: "answer", id, value: {} });
      default:
        return message satisfies never;
    }
  }

  /** Answers come in the order of their requests: a viewer asks for a coarse level first, and sees it first. */
  #planes(id: number, addresses: readonly PlaneAddress[]): Promise<void> {
    this.#wanted.add(id);
    const answered = this.#answered.then(() => this.#read(id, addresses));
    this.#answered = answered.catch(() => {}); // it is told to whoever asked
    return answered;
  }

  async #read(id: number, addresses: readonly PlaneAddress[]): Promise<void> {
    const parts: FramePart[] = [];
    try {
      for (const address of addresses) {
        if (!this.#wanted.has(id)) return;
        parts.push(planePart(address, await this.#parts.pixels.cut(address)));
      }
      if (this.#wanted.has(id)) this.#send(id, 1, parts);
    } finally {
      this.#wanted.delete(id);
    }
  }

  async #shapes({ id, source, well, site, channel, z, timepoint }: Extract<ClientMessage, { kind: "shapes" }>) {
    const found = await this.#parts.sources.shapes(source, well, { site, channel, z, timepoint });
    this.#send(
      id,
      1,
      found.map(({ facts, arrays }) => shapesItem(facts, arrays)),
    );
  }

  async #overview(message: Extract<ClientMessage, { kind: "overview" }>): Promise<void> {
    const { id, source } = message;
    const finished = this.#finishedWells(source);
    const overview = new Overview(message, {
      describe: () => this.#parts.sources.describe(source),
      read: (address) => this.#parts.pixels.cut(address).catch(absent),
      send: (parts, sequence) => this.#send(id, sequence, parts),
      nextWell: finished.next,
    });
    const leave = (): void => {
      finished.stop();
      overview.stop();
    };
    this.#subscribed.set(id, { credit: (count) => overview.credit(count), leave });
    try {
      await overview.run();
      if (this.#subscribed.has(id)) {
        this.#say({ kind: "end", id, state: finished.state, sent: overview.sent, skipped: 0 });
      }
    } finally {
      leave();
      this.#subscribed.delete(id);
    }
  }

  /** The wells that a run finishes from now on, one by one; none of a folder or a run that does not go on. */
  #finishedWells(source: Source) {
    const feed = source.kind === "run" ? this.#parts.feeds.get(source.runId) : undefined;
    const wells: string[] = [];
    let state = feed ? undefined : "complete";
    let wake: () => void = () => {};
    const leave = feed?.follow(
      (well) => {
        wells.push(well);
        wake();
      },
      (end) => {
        state = end;
        wake();
      },
    );
    return {
      next: async (): Promise<string | undefined> => {
        while (wells.length === 0 && state === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return wells.shift();
      },
      get state() {
        return state ?? "complete";
      },
      stop: () => {
        leave?.();
        state ??= "stopped";
        wake();
      },
    };
  }

  async #show({ id, session, planes }: Extract<ClientMessage, { kind: "show" }>): Promise<void> {
    for (const address of planes) {
      const part = planePart(address, await this.#parts.pixels.cut(address));
      this.#parts.sessions.named(session).offer(part, address.source);
    }
    this.#say({ kind: "answer", id, value: {} });
  }

  #watch({ id, runId, steps, delivery, credits }: Extract<ClientMessage, { kind: "watch" }>): void {
    const feed = this.#parts.feeds.get(runId);
    if (!feed) {
      throw new TiterError("RUN_NOT_GOING", {
        what: `the run ${runId} does not go on`,
        todo: "Ask for its planes by their addresses.",
      });
    }
    const subscription = this.#subscription(id, delivery, credits);
    const leave = feed.watch(steps, subscription, (state, missed) => this.#ended(id, subscription, state, missed));
    this.#subscribed.set(id, { credit: (count) => subscription.credit(count), leave });
  }

  /** Says that a run has ended when the last of its frames has gone out. */
  async #ended(id: number, subscription: Subscription, state: string, missed: number): Promise<void> {
    await subscription.drained;
    if (!this.#subscribed.delete(id)) return; // it was stopped
    const { sent, skipped } = subscription;
    this.#say({ kind: "end", id, state, sent, skipped: skipped + missed });
  }

  #open({ id, session, credits }: Extract<ClientMessage, { kind: "open" }>): void {
    const subscription = this.#subscription(id, "every", credits, sessionQueue);
    const quit = () => this.#say({ kind: "quit", id });
    const leave = this.#parts.sessions.named(session).open({ subscription, quit, heard: () => this.#heard });
    this.#subscribed.set(id, { credit: (count) => subscription.credit(count), leave });
    this.#parts.adjust();
  }

  #subscription(id: number, delivery: Delivery, credits: number, queue?: number): Subscription {
    return new Subscription(delivery, credits, (parts, from, runId) => this.#send(id, from, parts, runId), queue);
  }

  #stop(id: number): void {
    const subscribed = this.#subscribed.get(id);
    this.#wanted.delete(id);
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

  #send(id: number, sequence: number, parts: readonly FramePart[], runId?: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const pieces = framePieces({ id, sequence, ...(runId === undefined ? {} : { runId }) }, parts);
    for (const [i, piece] of pieces.entries()) {
      this.#socket.send(piece, { binary: true, compress: false, fin: i === pieces.length - 1 });
    }
  }

  #say(message: HubMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

function planePart({ source, region: _region, ...place }: PlaneAddress, { plane, y, x }: CutPlane) {
  const step = source.kind === "run" && source.step !== undefined ? { step: source.step } : {};
  const { dtype, height, width } = plane;
  const content = isLabels(dtype) ? "labels" : "image";
  return planeItem({ ...place, ...step, content, y, x, dtype, height, width }, plane);
}

/** A plane that is not there (yet) is no error of an overview. */
function absent(thrown: unknown): undefined {
  const { code } = errorData(thrown);
  if (code === "PLANE_NOT_WRITTEN" || code === "MISSING_PLANE" || code === "UNKNOWN_WELL") return undefined;
  throw thrown;
}

function sameText(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function errorData(thrown: unknown): ErrorData {
  return TiterError.from(thrown, "STREAM_FAILED", {}, "See `titer engine logs`.").toData();
}
