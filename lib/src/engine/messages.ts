import type { Plan } from "../compile/plan.ts";
import { type ErrorData, TiterError } from "../errors.ts";
import type { RunEvent } from "../protocol/events.ts";
import {
  boolean,
  count,
  either,
  fields,
  fileName,
  type Guard,
  list,
  number,
  oneOf,
  optional,
  record,
  string,
} from "../protocol/guards.ts";
import type { EngineFacts } from "../protocol/panelEngine.ts";
import type { CallAnswer, CallTask } from "./call/task.ts";
import type { HubAddress } from "./hubLine.ts";
import { assertPlan, functionSource, planeHeader } from "./planGuard.ts";

/** How a plan is run, besides what it says itself. */
export interface RunOptions {
  /** Whether results of another plan in the output folder are replaced. */
  readonly overwrite: boolean;
  /** Whether results of another plan in the output folder are kept where the new plan would make the same. */
  readonly resume: boolean;
  /** Which build of the kernels computes: `auto`, `native`, `wasm`, ... */
  readonly kernels: string;
  /** Seconds that one call of a step's functions may take before its well fails; 0 for as long as it takes. */
  readonly timeout: number;
  /** Runs of higher priority get free workers first; 0 is usual. */
  readonly priority: number;
  /** Runs of one group together take as many workers as one of them may; absent for a run by itself. */
  readonly group?: string;
}

/** What a client may ask. Every request is answered by one {@link Reply} with its id. */
export type Request = { readonly id: number } & RequestBody;
export type RequestBody =
  /** An observer only looks: the engine does not stay for it. */
  | { readonly kind: "hello"; readonly token: string; readonly version: string; readonly observer?: boolean }
  | ({ readonly kind: "submit"; readonly plan: Plan } & RunOptions)
  /** Sends the run's history without the first `heard` events, then every event as it happens. */
  | { readonly kind: "attach"; readonly runId: string; readonly heard: number }
  | { readonly kind: "cancel"; readonly runId: string }
  | { readonly kind: "pause"; readonly runId: string }
  | { readonly kind: "continue"; readonly runId: string }
  | { readonly kind: "status" }
  /** Calls one function on planes that lie in a folder of the engine. */
  | { readonly kind: "call"; readonly task: CallTask }
  /** Where the hub is, which starts if need be; pages of `origin` may connect to it from another machine. */
  | { readonly kind: "hub"; readonly origin?: string }
  /** Closes a viewer session; one that is not there is closed already. */
  | { readonly kind: "end-session"; readonly session: string; readonly how: "quit" | "force" }
  /** Ends the engine; with runs going only when forced, which cancels them. */
  | { readonly kind: "stop"; readonly force: boolean };

/** What the engine answers to each kind of request. */
export interface Answers {
  hello: { readonly pid: number; readonly version: string };
  submit: { readonly runId: string };
  attach: Record<string, never>;
  cancel: Record<string, never>;
  pause: Record<string, never>;
  continue: Record<string, never>;
  status: EngineFacts;
  call: CallAnswer;
  hub: HubAddress;
  "end-session": Record<string, never>;
  stop: Record<string, never>;
}

/** What the engine sends: answers, and events of attached runs. */
export type Reply =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number | null; readonly error: ErrorData }
  | { readonly kind: "event"; readonly event: RunEvent };

/** What the engine writes beside its socket. */
export interface EngineRecord {
  readonly pid: number;
  readonly version: string;
  readonly token: string;
}

const plan: Guard = (value) => assertPlan(value);
const guards: Readonly<Record<string, Guard>> = {
  hello: fields({ id: count, token: string, version: string, observer: optional(boolean) }),
  submit: fields({
    id: count,
    plan,
    overwrite: boolean,
    resume: boolean,
    kernels: string,
    timeout: number,
    priority: number,
    group: optional(string),
  }),
  attach: fields({ id: count, runId: string, heard: count }),
  cancel: fields({ id: count, runId: string }),
  pause: fields({ id: count, runId: string }),
  continue: fields({ id: count, runId: string }),
  status: fields({ id: count }),
  call: fields({
    id: count,
    task: fields({
      folder: fileName,
      id: string,
      version: count,
      values: record(either(number, string, boolean)),
      source: optional(functionSource),
      planes: list(planeHeader),
      kernels: string,
    }),
  }),
  hub: fields({ id: count, origin: optional(string) }),
  "end-session": fields({ id: count, session: string, how: oneOf("quit", "force") }),
  stop: fields({ id: count, force: boolean }),
};
const error = fields({ code: string, what: string, todo: string });
const replies: Readonly<Record<string, Guard>> = {
  answer: fields({ id: count }),
  error: fields({ error }),
  event: fields({ event: fields({ at: string, runId: string, kind: string }) }),
};
const engineRecord = fields({ pid: count, version: string, token: string });

function byKind(value: unknown, what: string, kinds: Readonly<Record<string, Guard>>): void {
  fields({ kind: oneOf(...Object.keys(kinds)) })(value, what);
  const { kind } = value as { kind: string }; // by the line above
  kinds[kind]!(value, what);
}

/** @throws TiterError `BAD_MESSAGE` when this is no request. */
export function assertRequest(value: unknown): asserts value is Request {
  byKind(value, "request", guards);
}

/** @throws TiterError `BAD_MESSAGE` when this is no reply. */
export function assertReply(value: unknown): asserts value is Reply {
  byKind(value, "reply", replies);
}

/** The engine's record from its file's text; undefined when it is torn or something else. */
export function parseEngineRecord(text: string): EngineRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    engineRecord(value, "engine.json");
    return value as EngineRecord; // by the line above
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TiterError) return undefined;
    throw thrown;
  }
}
