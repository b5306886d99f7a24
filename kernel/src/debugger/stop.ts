import type { Debugger, Runtime } from "node:inspector";
import type { Content } from "../messages/message.ts";
import { threadId } from "./protocol.ts";
import type { UserScripts } from "./scripts.ts";

/** Which errors stop the code that throws them. */
export type ExceptionFilter = "raised" | "uncaught";

/** A frame of the user's code in which the main thread stands. */
export interface UserFrame {
  readonly id: number;
  readonly call: Debugger.CallFrame;
  /** As the Debug Adapter Protocol lists it. */
  readonly listed: Content;
}

/** The main thread stands still in the user's code. */
export interface Stop {
  readonly frames: readonly UserFrame[];
  /** Body of the event `stopped`. */
  readonly event: Content;
}

/** What a pause of the inspector means: a stop to show, or how to go on because it is none. */
export type PauseMeaning = { readonly stop: Stop } | { readonly goOn: `Debugger.${"resume" | "stepOver" | "stepOut"}` };

/** Judges a pause; the user's code is what counts, and code that the compiler added is stepped over. */
export async function meaningOf(
  pause: Debugger.PausedEventDataType,
  scripts: UserScripts,
  filters: ReadonlySet<ExceptionFilter>,
): Promise<PauseMeaning> {
  const [top, ...outer] = pause.callFrames;
  // Node's own code at the start and end of promises, which the inspector steps into although it is told not to.
  if (!top || !scripts.get(top.location.scriptId))
    return { goOn: outer.some(({ location }) => scripts.place(location)) ? "Debugger.stepOut" : "Debugger.resume" };
  if (!scripts.place(top.location)) return { goOn: "Debugger.stepOver" };
  const isError = pause.reason === "exception" || pause.reason === "promiseRejection";
  const thrown = isError ? (pause.data as Runtime.RemoteObject | undefined) : undefined;
  if (isError && !(await stopsAt(pause, thrown, scripts, filters))) return { goOn: "Debugger.resume" };
  const frames = framesOf(pause, scripts);
  const reason = isError ? "exception" : (pause.hitBreakpoints ?? []).length > 0 ? "breakpoint" : "step";
  const text = thrown?.description ?? (thrown ? String(thrown.value) : undefined);
  const event = { reason, threadId, allThreadsStopped: true, ...(text === undefined ? {} : { text }) };
  return { stop: { frames, event } };
}

async function stopsAt(
  pause: Debugger.PausedEventDataType,
  thrown: Runtime.RemoteObject | undefined,
  scripts: UserScripts,
  filters: ReadonlySet<ExceptionFilter>,
): Promise<boolean> {
  if (thrown?.className === "InterruptedError") return false;
  if (filters.has("raised")) return true;
  // Loads the compiler, which the socket thread does without otherwise.
  const { isCaught } = await import("./caught.ts");
  const sync = pause.callFrames.map(({ location }) => location);
  const waiting = (pause.asyncStackTrace?.callFrames ?? []).map(({ scriptId, lineNumber, columnNumber }) => ({
    scriptId,
    lineNumber,
    columnNumber,
  }));
  return ![...sync, ...waiting].some((location) => {
    const at = scripts.place(location);
    return at && isCaught(at.script.text, at.place);
  });
}

function framesOf(pause: Debugger.PausedEventDataType, scripts: UserScripts): readonly UserFrame[] {
  return pause.callFrames.flatMap((call, index) => {
    const at = scripts.place(call.location);
    if (!at) return [];
    const { script, place } = at;
    const id = index + 1;
    const listed = {
      id,
      name: call.functionName || script.title,
      source: { name: script.title, path: script.path },
      line: place.line + 1,
      column: place.column + 1,
    };
    return [{ id, call, listed }];
  });
}
