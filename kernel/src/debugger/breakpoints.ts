import type { Debugger } from "node:inspector";
import type { Place } from "../cell/codeFrame.ts";
import type { InspectorClient } from "./inspectorClient.ts";
import type { UserScript, UserScripts } from "./scripts.ts";

/** Breakpoints by path: wished for at any time, set in each script of that path, now or when it is about to run. */
export class Breakpoints {
  readonly #scripts: UserScripts;
  /** Lines that the user wants, counted from 1. */
  readonly #wished = new Map<string, readonly number[]>();
  /** Ids of the inspector. */
  readonly #set = new Map<string, string[]>();

  constructor(scripts: UserScripts) {
    this.#scripts = scripts;
  }

  /** All that are wished for, by path. */
  list(): ReadonlyMap<string, readonly number[]> {
    return this.#wished;
  }

  /** Replaces the breakpoints of a path and gives the lines where they really are. */
  async replace(client: InspectorClient, path: string, lines: readonly number[]): Promise<readonly number[]> {
    for (const breakpointId of this.#set.get(path) ?? [])
      await client.send("Debugger.removeBreakpoint", { breakpointId });
    this.#set.delete(path);
    const scripts = this.#scripts.ofPath(path);
    const newest = scripts.at(-1);
    const real = new Set(lines.flatMap((line) => (newest ? (newest.lines.nextLine(line - 1) ?? []) : line - 1)));
    const usable = [...real].map((line) => line + 1);
    if (usable.length > 0) this.#wished.set(path, usable);
    else this.#wished.delete(path);
    for (const script of scripts) await this.setIn(client, script);
    return usable;
  }

  /** Sets what is wished for in a script. */
  async setIn(client: InspectorClient, script: UserScript): Promise<void> {
    const places = (this.#wished.get(script.path) ?? []).flatMap((line) => script.lines.emitted(line - 1));
    for (const place of places) {
      const id = await setAt(client, script.id, place);
      if (id) this.#set.set(script.path, [...(this.#set.get(script.path) ?? []), id]);
    }
  }

  /** The inspector was left, and its breakpoints with it; the wishes stay. */
  forgetSet(): void {
    this.#set.clear();
  }
}

/**
 * Sets one breakpoint. What cannot be set is no breakpoint: two lines may lead to the same place, and the script of an
 * older run may be gone.
 */
async function setAt(client: InspectorClient, scriptId: string, place: Place): Promise<string | undefined> {
  const location: Debugger.Location = { scriptId, lineNumber: place.line, columnNumber: place.column };
  try {
    const set = await client.send<Debugger.SetBreakpointReturnType>("Debugger.setBreakpoint", { location });
    return set.breakpointId;
  } catch (error) {
    if (/already exists|Could not resolve|No script/.test(String(error))) return undefined;
    throw error;
  }
}
