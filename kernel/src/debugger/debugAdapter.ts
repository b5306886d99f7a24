import type { Debugger } from "node:inspector";
import { basename } from "node:path";
import { messageOf, TiterError } from "titer/errors";
import { integerField, isObject, objectField, stringField } from "../messages/fields.ts";
import type { Content } from "../messages/message.ts";
import { cellPath, cellPaths } from "./cellPath.ts";
import { DebugSession } from "./debugSession.ts";
import { evaluate } from "./evaluate.ts";
import { bridgeExpression, type DebugEvent, readDebugRequest, threadId } from "./protocol.ts";
import { typeText, valueText } from "./remoteValues.ts";
import type { ExceptionFilter, UserFrame } from "./stop.ts";
import { Variables } from "./variables.ts";

const exceptionFilters: readonly { filter: ExceptionFilter; label: string; default: boolean }[] = [
  { filter: "raised", label: "Raised errors", default: false },
  { filter: "uncaught", label: "Errors that no catch is around", default: false },
];

const capabilities: Content = {
  supportsConfigurationDoneRequest: true,
  supportsEvaluateForHovers: true,
  supportsModulesRequest: true,
  exceptionBreakpointFilters: exceptionFilters,
};

/** The variables reference of the notebook's names. */
const notebookNumber = 1_000_000;

/**
 * The debugger of cells: the Debug Adapter Protocol as Jupyter's front ends speak it, turned into commands to the main
 * thread's inspector. It lives in the socket thread, so it also answers while the main thread stands still.
 */
export class DebugAdapter {
  readonly #emit: (event: DebugEvent) => void;
  readonly #session: DebugSession;
  readonly #dumped = new Map<string, string>();
  readonly #variables = new Variables();
  #seq = 0;

  /** @param emit sends a `debug_event` to all clients */
  constructor(emit: (event: DebugEvent) => void) {
    this.#emit = emit;
    this.#session = new DebugSession({
      stopped: (body) => this.#event("stopped", body),
      continued: (body) => {
        this.#variables.clear();
        this.#event("continued", body);
      },
    });
  }

  /** Content of `debug_reply`: what the command gives, or why it failed. */
  async answer(content: Content): Promise<Content> {
    const { seq, command, arguments: given } = readDebugRequest(content);
    const reply = { type: "response", seq: ++this.#seq, request_seq: seq, command };
    try {
      return { ...reply, success: true, body: await this.#run(command, given) };
    } catch (error) {
      return { ...reply, success: false, message: messageOf(error), body: {} };
    }
  }

  /** Lets stopped code go on without stopping again before {@link rearm}, so that an interrupt reaches it. */
  release(): Promise<void> {
    return this.#session.release();
  }

  /** The interrupted cell has ended: code may stop again. */
  rearm(): void {
    this.#session.rearm();
  }

  /** Leaves the inspector; a process that ends would wait for it otherwise. */
  close(): void {
    this.#session.close();
  }

  #run(command: string, given: Content): Content | Promise<Content> {
    switch (command) {
      case "initialize":
        return capabilities;
      case "debugInfo":
        return this.#info();
      case "attach":
        return this.#attach();
      case "disconnect":
        this.close();
        return {};
      case "configurationDone":
        return {};
      case "dumpCell":
        return this.#dumpCell(stringField(given, "code"));
      case "source":
        return this.#source(stringField(objectField(given, "source"), "path"));
      case "setBreakpoints":
        return this.#setBreakpoints(stringField(objectField(given, "source"), "path"), given.breakpoints);
      case "setExceptionBreakpoints":
        return this.#setFilters(given.filters);
      case "threads":
        return { threads: [{ id: threadId, name: "cells" }] };
      case "stackTrace": {
        const { frames } = this.#session;
        return { stackFrames: frames.map(({ listed }) => listed), totalFrames: frames.length };
      }
      case "scopes":
        return this.#scopes(integerField(given, "frameId", 1));
      case "variables":
        return this.#listed(integerField(given, "variablesReference", 0));
      case "inspectVariables":
        return this.#inspectVariables();
      case "evaluate":
        return this.#evaluate(stringField(given, "expression"), given.frameId);
      case "richInspectVariables":
        return this.#show(stringField(given, "variableName"), given.frameId);
      case "copyToGlobals":
        return this.#copyToNotebook(given);
      case "modules":
        return { modules: this.#session.scripts.files().map((path) => ({ id: path, name: basename(path), path })) };
      case "continue":
        return this.#goOn("Debugger.resume");
      case "next":
        return this.#goOn("Debugger.stepOver");
      case "stepIn":
        return this.#goOn("Debugger.stepInto");
      case "stepOut":
        return this.#goOn("Debugger.stepOut");
      case "pause":
        return this.#command("Debugger.pause");
      default:
        throw new TiterError("UNKNOWN_DEBUG_COMMAND", {
          what: `the debugger has no command "${command}"`,
          todo: "Use a command that its reply to initialize offers.",
        });
    }
  }

  #info(): Content {
    const breakpoints = [...this.#session.breakpoints.list()].map(([source, lines]) => ({
      source,
      breakpoints: lines.map((line) => ({ line, verified: true, source: { path: source } })),
    }));
    return {
      ...cellPaths,
      breakpoints,
      isStarted: this.#session.isAttached,
      stoppedThreads: this.#session.isStopped ? [threadId] : [],
      richRendering: true,
      copyToGlobals: true,
      exceptionPaths: exceptionFilters.map(({ filter }) => filter),
    };
  }

  async #attach(): Promise<Content> {
    await this.#session.attach();
    this.#event("initialized", {});
    return {};
  }

  #dumpCell(code: string): Content {
    const path = cellPath(code);
    this.#dumped.set(path, code);
    return { sourcePath: path };
  }

  #source(path: string): Content {
    const content = this.#session.scripts.ofPath(path).at(-1)?.text ?? this.#dumped.get(path);
    if (content !== undefined) return { content, mimeType: "text/x-typescript" };
    throw new TiterError("UNKNOWN_SOURCE", { what: `no cell or file ${path} has run`, todo: "Run its cell first." });
  }

  async #setBreakpoints(path: string, wished: unknown): Promise<Content> {
    const breakpoints = Array.isArray(wished) ? wished.filter(isObject) : [];
    const lines = breakpoints.map((breakpoint) => integerField(breakpoint, "line", 1));
    const { client } = this.#session;
    const real = await this.#session.breakpoints.replace(client, path, lines);
    return { breakpoints: real.map((line) => ({ line, verified: true, source: { path } })) };
  }

  async #setFilters(wished: unknown): Promise<Content> {
    const known = exceptionFilters.map(({ filter }) => filter);
    const filters = known.filter((filter) => Array.isArray(wished) && wished.includes(filter));
    await this.#session.stopOn(filters);
    return { breakpoints: filters.map(() => ({ verified: true })) };
  }

  #scopes(frameId: number): Content {
    const locals = this.#variables.locals(this.#frame(frameId).call);
    return {
      scopes: [
        { name: "Locals", variablesReference: locals, expensive: false },
        { name: "Globals", variablesReference: notebookNumber, expensive: false },
      ],
    };
  }

  async #listed(number: number): Promise<Content> {
    if (number === notebookNumber) return this.#inspectVariables();
    return { variables: await this.#variables.list(this.#session.client, number) };
  }

  /** All names of the notebook. */
  async #inspectVariables(): Promise<Content> {
    const { client } = this.#session;
    const names = await evaluate(client, `${bridgeExpression}.names`, undefined);
    const number = this.#variables.properties(names.objectId ?? "");
    return { variables: await this.#variables.list(client, number) };
  }

  async #evaluate(expression: string, frameId: unknown): Promise<Content> {
    const value = await evaluate(this.#session.client, expression, this.#callOf(frameId));
    const variablesReference = this.#variables.number(value, expression);
    return { result: valueText(value), type: typeText(value), variablesReference };
  }

  async #show(name: string, frameId: unknown): Promise<Content> {
    const { client } = this.#session;
    const value = await evaluate(client, name, this.#callOf(frameId));
    if (value.objectId === undefined) return { data: { "text/plain": valueText(value) }, metadata: {} };
    const show = `function () { return JSON.stringify(${bridgeExpression}.show(this)); }`;
    const shown = await client.call(value.objectId, show);
    return { data: JSON.parse(String(shown.result.value)), metadata: {} };
  }

  async #copyToNotebook(given: Content): Promise<Content> {
    const { client } = this.#session;
    const source = stringField(given, "srcVariableName");
    const name = stringField(given, "dstVariableName", source);
    const value = await evaluate(client, source, this.#callOf(given.srcFrameId));
    const bridge = await evaluate(client, bridgeExpression, undefined);
    const passed = value.objectId === undefined ? { value: value.value } : { objectId: value.objectId };
    const define = "function (name, value) { this.define(name, value); }";
    await client.call(bridge.objectId ?? "", define, [{ value: name }, passed]);
    return {};
  }

  async #goOn(method: string): Promise<Content> {
    if (!this.#session.isStopped)
      throw new TiterError("NOT_STOPPED", { what: "no cell is stopped", todo: "Set a breakpoint and run a cell." });
    return this.#command(method);
  }

  async #command(method: string): Promise<Content> {
    await this.#session.client.send(method);
    return {};
  }

  #frame(id: number): UserFrame {
    const frame = this.#session.frames.find((one) => one.id === id);
    if (frame) return frame;
    throw new TiterError("UNKNOWN_FRAME", { what: `there is no stopped frame ${id}`, todo: "Ask for stackTrace." });
  }

  /** Front ends say 0 or nothing when no frame is meant. */
  #callOf(frameId: unknown): Debugger.CallFrame | undefined {
    if (!this.#session.isStopped || typeof frameId !== "number" || frameId < 1) return undefined;
    return this.#frame(frameId).call;
  }

  #event(event: string, body: Content): void {
    this.#emit({ type: "event", seq: ++this.#seq, event, body });
  }
}
