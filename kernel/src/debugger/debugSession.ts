import type { Debugger } from "node:inspector";
import { TiterError } from "titer/errors";
import { isObject } from "../messages/fields.ts";
import type { Content } from "../messages/message.ts";
import { Breakpoints } from "./breakpoints.ts";
import { InspectorClient } from "./inspectorClient.ts";
import { threadId } from "./protocol.ts";
import { foreignScripts, type UserScript, UserScripts } from "./scripts.ts";
import { type ExceptionFilter, meaningOf, type Stop, type UserFrame } from "./stop.ts";

/** What a session tells. */
export interface SessionEvents {
  stopped(event: Content): void;
  continued(event: Content): void;
}

/** The connection to the main thread's inspector: attached or not, running or stopped. Breakpoints outlive it. */
export class DebugSession {
  readonly scripts: UserScripts = new UserScripts();
  readonly breakpoints: Breakpoints = new Breakpoints(this.scripts);
  readonly #events: SessionEvents;
  readonly #filters = new Set<ExceptionFilter>();
  #client: InspectorClient | undefined;
  #stop: Stop | undefined;
  #released = false;

  constructor(events: SessionEvents) {
    this.#events = events;
  }

  /** The inspector; throws `NOT_ATTACHED`. */
  get client(): InspectorClient {
    if (this.#client) return this.#client;
    throw new TiterError("NOT_ATTACHED", { what: "the debugger is not attached", todo: "Send attach first." });
  }

  get isAttached(): boolean {
    return this.#client !== undefined;
  }

  get isStopped(): boolean {
    return this.#stop !== undefined;
  }

  /** The frames of the stopped code, innermost first; none while it runs. */
  get frames(): readonly UserFrame[] {
    return this.#stop?.frames ?? [];
  }

  async attach(): Promise<void> {
    this.close();
    const client = new InspectorClient({
      parsed: (script) => this.#parsed(script),
      paused: (pause) => void this.#paused(pause),
      resumed: () => this.#resumed(),
    });
    this.#client = client;
    await client.send("Runtime.enable");
    await client.send("Debugger.enable");
    await client.send("Debugger.setBlackboxPatterns", { patterns: [foreignScripts] });
    await client.send("Debugger.setAsyncCallStackDepth", { maxDepth: 16 });
    // A new cell stops before it begins, so that its breakpoints are set in time.
    await client.send("Debugger.setInstrumentationBreakpoint", {
      instrumentation: "beforeScriptWithSourceMapExecution",
    });
    await this.#applyFilters();
    for (const [path, lines] of this.breakpoints.list()) await this.breakpoints.replace(client, path, lines);
  }

  /** Lets stopped code go on without stopping again before {@link rearm}, so that an interrupt reaches it. */
  async release(): Promise<void> {
    if (!this.#client || !this.#stop) return;
    this.#released = true;
    await this.#client.send("Debugger.setSkipAllPauses", { skip: true });
    await this.#client.send("Debugger.resume");
  }

  /** Code may stop again. */
  rearm(): void {
    if (this.#released) void this.#client?.send("Debugger.setSkipAllPauses", { skip: false });
    this.#released = false;
  }

  /** Leaves the inspector; a process that ends would wait for it otherwise. Stopped code goes on. */
  close(): void {
    this.#client?.close();
    this.#client = undefined;
    this.#resumed();
    this.scripts.clear();
    this.breakpoints.forgetSet();
  }

  /** Sets which errors stop the code that throws them, and gives those. */
  async stopOn(filters: readonly ExceptionFilter[]): Promise<void> {
    this.#filters.clear();
    for (const filter of filters) this.#filters.add(filter);
    await this.#applyFilters();
  }

  #applyFilters(): Promise<unknown> {
    return this.client.send("Debugger.setPauseOnExceptions", { state: this.#filters.size > 0 ? "all" : "none" });
  }

  #parsed(parsed: Debugger.ScriptParsedEventDataType): void {
    const script = this.scripts.add(parsed);
    if (script) void this.#hideAddedCode(script);
  }

  /** So that no step ends in code that the compiler added. */
  async #hideAddedCode({ id, lines }: UserScript): Promise<void> {
    const positions = lines.added().map((lineNumber) => ({ lineNumber, columnNumber: 0 }));
    await this.client.send("Debugger.setBlackboxedRanges", { scriptId: id, positions });
  }

  async #paused(pause: Debugger.PausedEventDataType): Promise<void> {
    const { client } = this;
    if (pause.reason === "instrumentation") {
      const script = this.scripts.get(isObject(pause.data) ? String(pause.data.scriptId) : "");
      if (script) await this.breakpoints.setIn(client, script);
      await client.send("Debugger.resume");
      return;
    }
    const meaning = await meaningOf(pause, this.scripts, this.#filters);
    if ("goOn" in meaning) {
      await client.send(meaning.goOn);
      return;
    }
    this.#stop = meaning.stop;
    this.#events.stopped(meaning.stop.event);
  }

  #resumed(): void {
    if (!this.#stop) return;
    this.#stop = undefined;
    this.#events.continued({ threadId, allThreadsContinued: true });
  }
}
