import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WebSocket } from "ws";
import { TiterError } from "../../errors.ts";
import type { SessionFacts } from "../../protocol/sessions.ts";
import type { PlannedStream } from "../layers.ts";
import type { Tapped } from "../tap.ts";
import { Connection, type HubParts } from "./connection.ts";
import { Door } from "./door.ts";
import { Feed, type FeedRun } from "./feeds.ts";
import { PixelCache, type PlaneSources } from "./pixels.ts";
import type { Reference, Session } from "./session.ts";
import { SessionFiles } from "./sessionFiles.ts";
import { Sessions } from "./sessions.ts";
import { SmallPlanes } from "./smallPlanes.ts";

/** How long a connection may take to show its token, and how often viewers are asked whether they live; in milliseconds. */
const greetingTime = 10_000;
const pingTime = 2000;

/** What a hub may be given. */
export interface HubOptions {
  /** Folder in which viewer sessions outlive the process; without it they end with the hub. */
  readonly sessions?: string;
  /** Folder for overviews of plates that have no levels; without it they are made again for each hub. */
  readonly overviews?: string;
  /** Called with the number of connections whenever it changes. */
  readonly counted?: (viewers: number) => void;
  /** Called every two seconds while there are sessions, and once when there are none any more. */
  readonly reported?: (sessions: readonly SessionFacts[]) => void;
}

/**
 * Serves pixels to viewers over a WebSocket on this machine's loopback: whoever connects must show the token, and a browser's page
 * must come from this machine or from an origin that was allowed.
 */
export class Hub {
  readonly #door: Door;
  readonly #parts: HubParts;
  readonly #files: SessionFiles;
  readonly #feeds = new Map<string, Feed>();
  readonly #sessions: Sessions;
  readonly #connections = new Set<Connection>();
  readonly #origins = new Set<string>();
  /** Ports of sessions' own. */
  readonly #doors = new Map<string, Door>();
  readonly #pings: NodeJS.Timeout;
  readonly #options: HubOptions;
  #hadSessions = false;
  readonly #scratch: string | undefined;

  constructor(token: string, sources: PlaneSources, options: HubOptions = {}) {
    this.#options = options;
    const small = options.overviews === undefined ? undefined : new SmallPlanes(options.overviews);
    const pixels = new PixelCache(sources, small);
    const adjust = () => {
      for (const feed of this.#feeds.values()) feed.adjust();
    };
    this.#scratch = options.sessions === undefined ? mkdtempSync(join(tmpdir(), "titer-hub-")) : undefined;
    this.#files = new SessionFiles(options.sessions ?? this.#scratch!, arraysFrom(sources, pixels));
    this.#sessions = new Sessions(this.#files, (session) => this.#forget(session));
    this.#parts = { token, sources, pixels, sessions: this.#sessions, feeds: this.#feeds, adjust };
    this.#door = this.#newDoor();
    for (const { session, persistent, items } of this.#files.records()) {
      const again = this.#sessions.named(session);
      again.persistent = persistent;
      for (const item of items) again.refer(item);
    }
    this.#pings = setInterval(() => {
      for (const connection of this.#connections) connection.ping();
      this.#report();
    }, pingTime);
    this.#pings.unref();
  }

  /** Begins to serve; gives the port. */
  listen(): Promise<number> {
    return this.#door.open(0);
  }

  /** Lets pages of an origin connect: that of a Jupyter server on another machine. */
  allow(origin: string): void {
    this.#origins.add(origin);
  }

  /** A run begins: viewers can watch it, and what its steps stream goes to their sessions. */
  begin(run: FeedRun): void {
    const { sources } = this.#parts;
    const feed = new Feed(run, this.#sessions, sources, () => this.#feeds.delete(run.runId));
    this.#feeds.set(run.runId, feed);
    for (const stream of run.steps.flatMap(({ streams }) => streams)) this.#openPort(stream);
  }

  take(made: Tapped): void {
    this.#feeds.get(made.runId)?.take(made);
  }

  /** A run has finished a well. */
  finished(runId: string, well: string): void {
    this.#feeds.get(runId)?.finished(well);
  }

  end(runId: string, state: string): void {
    this.#feeds.get(runId)?.end(state);
  }

  /** Closes a session, see {@link SessionFacts}; one that is not there is closed already. */
  endSession(session: string, how: "quit" | "force"): void {
    if (this.#sessions.facts.some((facts) => facts.session === session)) this.#sessions.end(session, how);
    this.#report();
  }

  /** Lets everybody go; what sessions keep is on the disk then. */
  close(): void {
    clearInterval(this.#pings);
    this.#files.flush();
    for (const connection of this.#connections) connection.hangUp();
    for (const door of [this.#door, ...this.#doors.values()]) door.close();
    if (this.#scratch !== undefined) rmSync(this.#scratch, { recursive: true, force: true });
  }

  #report(): void {
    const { facts } = this.#sessions;
    if (facts.length > 0 || this.#hadSessions) this.#options.reported?.(facts);
    this.#hadSessions = facts.length > 0;
  }

  #newDoor(): Door {
    return new Door(
      (origin) => this.#origins.has(origin),
      (socket) => this.#serve(socket),
    );
  }

  /** Opens a session's own port, once; a port that can't be had is the session's problem and not the run's. */
  async #openPort({ session: name, listen }: PlannedStream): Promise<void> {
    if (listen === null || this.#doors.has(name)) return;
    const session = this.#sessions.named(name);
    const door = this.#newDoor();
    this.#doors.set(name, door);
    try {
      session.port = await door.open(listen.port, listen.host);
      session.portProblem = null;
    } catch (thrown) {
      this.#doors.delete(name);
      const todo = "Give the viewer's streaming config another port, or transportMode ipc.";
      session.portProblem = TiterError.from(thrown, "VIEWER_PORT", { field: `port ${listen.port}` }, todo).toData();
    }
  }

  #forget(session: Session): void {
    this.#files.remove(session);
    this.#doors.get(session.name)?.close();
    this.#doors.delete(session.name);
  }

  #serve(socket: WebSocket): void {
    const connection = new Connection(socket, this.#parts);
    const counted = () => this.#options.counted?.(this.#connections.size);
    this.#connections.add(connection);
    counted();
    const silent = setTimeout(() => {
      if (!connection.known) connection.hangUp();
    }, greetingTime);
    socket.on("close", () => {
      clearTimeout(silent);
      this.#connections.delete(connection);
      counted();
    });
  }
}

/** How the arrays of what sessions keep are read again. */
function arraysFrom(sources: PlaneSources, pixels: PixelCache) {
  return async (item: Reference): Promise<readonly ArrayBufferView[]> => {
    const { origin } = item;
    if (origin.kind !== "run" && origin.kind !== "folder")
      throw new TiterError("SESSION_ITEM_GONE", { what: "what was shown is gone", todo: "Stream it again." });
    if ("plane" in item) {
      const { y, x, height, width } = item.plane;
      const cut = await pixels.cut({ ...item.plane, source: origin, region: { y, x, height, width } });
      return [cut.plane.data];
    }
    const { name, content, well } = item.shapes;
    const found = await sources.shapes(origin, well, item.shapes);
    const same = found.find(({ facts }) => facts.name === name && facts.content === content);
    if (!same)
      throw new TiterError("SESSION_ITEM_GONE", { what: `${name} of well ${well} is gone`, todo: "Run again." });
    return [same.arrays.ids, same.arrays.starts, same.arrays.vertices];
  };
}
