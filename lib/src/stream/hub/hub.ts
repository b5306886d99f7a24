import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { Tapped } from "../tap.ts";
import { Connection } from "./connection.ts";
import { Feed, type FeedRun } from "./feeds.ts";
import { PixelCache, type PlaneSources } from "./pixels.ts";
import { Sessions } from "./sessions.ts";

/** Most bytes of a client's message; larger ones are refused by their length. */
const messageLimit = 1 << 20;

/** How long a connection may take to show its token, and how often viewers are asked whether they live; in milliseconds. */
const greetingTime = 10_000;
const pingTime = 2000;

/**
 * Serves pixels to viewers over a WebSocket on this machine's loopback: whoever connects must show the token, and a browser's page
 * must come from this machine or from an origin that was allowed.
 */
export class Hub {
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #feeds = new Map<string, Feed>();
  readonly #sessions = new Sessions();
  readonly #connections = new Set<Connection>();
  readonly #origins = new Set<string>();
  readonly #pings: NodeJS.Timeout;
  readonly #counted: (viewers: number) => void;

  /** @param counted - called with the number of connections whenever it changes. */
  constructor(token: string, sources: PlaneSources, counted: (viewers: number) => void = () => {}) {
    this.#counted = counted;
    const pixels = new PixelCache(sources);
    const adjust = () => {
      for (const feed of this.#feeds.values()) feed.adjust();
    };
    const parts = { token, sources, pixels, sessions: this.#sessions, feeds: this.#feeds, adjust };
    this.#server = createServer((_request, response) => response.writeHead(426).end());
    this.#sockets = new WebSocketServer({
      server: this.#server,
      maxPayload: messageLimit,
      perMessageDeflate: false,
      verifyClient: ({ req }: { readonly req: IncomingMessage }) => this.#mayCome(req.headers.origin),
    });
    this.#sockets.on("connection", (socket) => this.#serve(socket, parts));
    this.#pings = setInterval(() => {
      for (const connection of this.#connections) connection.ping();
    }, pingTime);
    this.#pings.unref();
  }

  /** Begins to serve; gives the port. */
  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port; // of a server that listens on TCP
  }

  /** Lets pages of an origin connect: that of a Jupyter server on another machine. */
  allow(origin: string): void {
    this.#origins.add(origin);
  }

  /** A run begins: viewers can watch it, and what its steps stream goes to their sessions. */
  begin(run: FeedRun): void {
    this.#feeds.set(run.runId, new Feed(run, this.#sessions));
  }

  take(made: Tapped): void {
    const feed = this.#feeds.get(made.runId);
    feed?.take(made);
    if (feed?.isOver) this.#feeds.delete(made.runId);
  }

  /** A run has finished a well. */
  finished(runId: string, well: string): void {
    this.#feeds.get(runId)?.finished(well);
  }

  end(runId: string, state: string): void {
    const feed = this.#feeds.get(runId);
    feed?.end(state);
    if (feed?.isOver) this.#feeds.delete(runId);
  }

  async close(): Promise<void> {
    clearInterval(this.#pings);
    for (const connection of this.#connections) connection.hangUp();
    this.#sockets.close();
    this.#server.close();
  }

  #serve(socket: WebSocket, parts: ConstructorParameters<typeof Connection>[1]): void {
    const connection = new Connection(socket, parts);
    this.#connections.add(connection);
    this.#counted(this.#connections.size);
    const silent = setTimeout(() => {
      if (!connection.known) connection.hangUp();
    }, greetingTime);
    socket.on("close", () => {
      clearTimeout(silent);
      this.#connections.delete(connection);
      this.#counted(this.#connections.size);
    });
  }

  /** Programs send no origin; they need the token like everybody else. */
  #mayCome(origin: string | undefined): boolean {
    if (origin === undefined || this.#origins.has(origin)) return true;
    const { hostname } = URL.canParse(origin) ? new URL(origin) : { hostname: "" };
    return hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  }
}
