import { TiterError } from "titer/errors";
import { isObject } from "../messages/fields.ts";
import type { Content } from "../messages/message.ts";

/** A request of the Debug Adapter Protocol, as `debug_request` carries it. */
export interface DebugRequest {
  readonly seq: number;
  readonly command: string;
  readonly arguments: Content;
}

/** An event of the Debug Adapter Protocol, as `debug_event` carries it. */
export interface DebugEvent extends Content {
  readonly type: "event";
  readonly seq: number;
  readonly event: string;
  readonly body: Content;
}

/**
 * A variable as the front end lists it; `variablesReference` 0 means that it cannot be unfolded. Values that are no objects
 * have no type here, because JupyterLab's tree would show it in place of the value.
 */
export interface Variable extends Content {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly evaluateName: string;
  readonly variablesReference: number;
}

/** The kernel's one thread that runs cells. */
export const threadId = 1;

/** How the debugger, which speaks to the main thread in expressions, reaches the bridge of `bridge.ts`. */
export const bridgeExpression = 'globalThis[Symbol.for("titer.debugger")]';

/** Reads the content of a `debug_request`; throws `BAD_MESSAGE`. */
export function readDebugRequest(content: Content): DebugRequest {
  const { seq, command, arguments: given = {} } = content;
  if (typeof seq !== "number" || typeof command !== "string" || !isObject(given))
    throw new TiterError("BAD_MESSAGE", {
      what: "a debug request needs seq, command and, if any, an object of arguments",
      todo: "Send a request of the Debug Adapter Protocol.",
    });
  return { seq, command, arguments: given };
}
