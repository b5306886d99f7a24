import { timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { type ErrorData, TiterError } from "../errors.ts";
import type { CallTask } from "./call/task.ts";
import type { Executor } from "./executor.ts";
import { encodeFrame, FrameDecoder, greetingLimit, messageLimit } from "./frames.ts";
import { enginePlaces } from "./home.ts";
import type { HubLine } from "./hubLine.ts";
import { type Answers, assertRequest, type EngineRecord, type Reply, type Request } from "./messages.ts";
import type { Runs } from "./runs.ts";

/** A client that lets this many bytes wait is cut off, so that it slows nobody. */
const backlogLimit = 64 << 20;

/** How long a connection may take to show its token, in milliseconds. */
const greetingTime = 10_000;

/** The engine behind its socket: checks who is there, takes runs, and ends itself when nobody needs it. */
export class EngineServer {
  readonly server: Server;
  /** Settles when the engine shall end. */
  readonly ended: Promise<void>;
  readonly #record: EngineRecord;
  readonly #executor: Executor;
  readonly #runs: Runs;
  readonly #hub: HubLine | undefined;
  readonly #idleMs: number;
  readonly #clients = new Set<Socket>();
  /** Clients that only look, for which the engine does not stay. */
  readonly #observers = new Set<Socket>();
  readonly #started = performance.now();
  #idle: NodeJS.Timeout | undefined;
  #closing = false;
  #end!: () => void;

  constructor(record: EngineRecord, executor: Executor, runs: Runs, idleMs: number, hub?: HubLine) {
    this.#hub = hub;
    hub?.onViewers(() => this.#wait());
    this.#record = record;
    this.#executor = executor;
    this.#runs = runs;
    this.#idleMs = idleMs;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.server = createServer((socket) => this.#serve(socket));
    for (const run of runs.active) run.ended.then(() => this.#wait());
    this.server.once("listening", () => this.#wait());
  }

  /** Stops listening at once; then cancels what runs and lets every client go. */
  async close(): Promise<void> {
    this.#closing = true;
    this.server.close();
    clearTimeout(this.#idle);
    const { active } = this.#runs;
    for (const run of active) run.cancel();
    await Promise.all(active.map((run) => run.ended));
    for (const socket of [...this.#clients, ...this.#observers]) socket.destroySoon();
    await this.#hub?.close();
    await this.#executor.close();
  }

  #serve(socket: Socket): void {
    const decoder = new FrameDecoder(greetingLimit);
    const leave: (() => void)[] = [];
    let known = false;
    const silent = setTimeout(() => socket.destroy(), greetingTime);
    const send = (reply: Reply): void => {
      if (socket.destroyed) return;
      if (socket.writableLength > backlogLimit) socket.destroy();
      else socket.write(encodeFrame(reply));
    };
    const handle = (message: unknown): void => {
      assertRequest(message);
      if (!known) {
        this.#greet(message);
        known = true;
        clearTimeout(silent);
        decoder.limit = messageLimit;
        if (message.kind === "hello" && message.observer === true) this.#observers.add(socket);
        else this.#clients.add(socket);
        this.#wait();
      }
      try {
        const value = this.#answer(message, send, leave);
        if (value instanceof Promise)
          value.then((late) => send({ kind: "answer", id: message.id, value: late }), refuse(message.id));
        else send({ kind: "answer", id: message.id, value });
      } catch (thrown) {
        refuse(message.id)(thrown);
      }
    };
    const refuse = (id: number | null) => (thrown: unknown) => send({ kind: "error", id, error: errorData(thrown) });
    socket.on("data", (piece) => {
      try {
        for (const message of decoder.push(piece)) handle(message);
      } catch (thrown) {
        // Whoever sends what is no request (or no token) is told why and gets no second chance.
        refuse(null)(thrown);
        socket.removeAllListeners("data");
        socket.end();
      }
    });
    socket.on("error", () => socket.destroy()); // a client that died; its runs go on
    socket.on("close", () => {
      clearTimeout(silent);
      for (const detach of leave) detach();
      this.#observers.delete(socket);
      if (this.#clients.delete(socket)) this.#wait();
    });
  }

  #greet(message: Request): void {
    const { token, version } = this.#record;
    if (message.kind !== "hello" || !sameText(message.token, token)) {
      throw new TiterError("ENGINE_REFUSED", {
        what: "the token is missing or wrong",
        todo: "Connect through Titer, as the user who started the engine.",
      });
    }
    if (message.version === version) return;
    throw new TiterError("ENGINE_VERSION", {
      what: `the engine is Titer ${version}, the client is ${message.version}`,
      todo: "End it with `titer engine stop` and try again.",
      details: { engine: version, client: message.version, busy: this.#runs.active.length > 0 },
    });
  }

  #answer(
    message: Request,
    send: (reply: Reply) => void,
    leave: (() => void)[],
  ): Answers[Request["kind"]] | Promise<Answers["status" | "call" | "hub"]> {
    switch (message.kind) {
      case "hello":
        return { pid: this.#record.pid, version: this.#record.version };
      case "submit": {
        const run = this.#runs.submit(message.plan, message);
        run.ended.then(() => this.#wait());
        return { runId: run.runId };
      }
      case "attach":
        leave.push(this.#runs.find(message.runId).attach((event) => send({ kind: "event", event }), message.heard));
        return {};
      case "cancel":
      case "pause":
      case "continue":
        this.#runs.find(message.runId)[message.kind]();
        return {};
      case "status":
        return this.#status();
      case "call":
        return this.#call(message.task);
      case "hub":
        return this.#address(message.origin);
      case "end-session":
        this.#hub?.endSession(message.session, message.how);
        return {};
      case "stop":
        this.#stop(message.force);
        return {};
      default:
        return message satisfies never;
    }
  }

  async #call(task: CallTask): Promise<Answers["call"]> {
    const outcome = await this.#executor.call(task, enginePlaces().folder);
    if (outcome.kind === "failed") throw TiterError.fromData(outcome.error);
    return { planes: outcome.planes, tables: outcome.tables };
  }

  async #status(): Promise<Answers["status"]> {
    return {
      pid: this.#record.pid,
      version: this.#record.version,
      uptimeSeconds: Math.round((performance.now() - this.#started) / 1000),
      kernels: await this.#executor.kernels("auto"),
      threads: this.#executor.workers,
      inWork: this.#runs.inWork,
      clients: this.#clients.size,
      memory: {
        planes: this.#executor.memory.used,
        limit: this.#executor.memory.limit,
        resident: process.memoryUsage.rss(),
      },
      runs: this.#runs.summary,
      sessions: this.#hub?.sessions ?? [],
    };
  }

  async #address(origin: string | undefined): Promise<Answers["hub"]> {
    if (this.#hub) return this.#hub.address(origin);
    throw new TiterError("NO_HUB", { what: "this engine has no hub", todo: "Use the engine that titer starts." });
  }

  #stop(force: boolean): void {
    const { active } = this.#runs;
    if (active.length > 0 && !force) {
      throw new TiterError("ENGINE_BUSY", {
        what: `${active.length} ${active.length === 1 ? "run is" : "runs are"} going on`,
        todo: "Wait, or stop with --force, which cancels them.",
        details: { runs: active.map((run) => run.runId) },
      });
    }
    setImmediate(this.#end); // after the answer
  }

  /** Starts the idle time anew when nobody is there and nothing runs, else stops it. */
  #wait(): void {
    clearTimeout(this.#idle);
    const viewers = this.#hub?.viewers ?? 0;
    if (this.#closing || this.#clients.size + viewers + this.#runs.active.length > 0) return;
    this.#idle = setTimeout(this.#end, this.#idleMs);
  }
}

function sameText(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function errorData(thrown: unknown): ErrorData {
  return TiterError.from(thrown, "ENGINE_FAILED", {}, "See the engine's log, and please report this.").toData();
}
