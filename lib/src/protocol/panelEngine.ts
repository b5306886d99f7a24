import type { ErrorData } from "../errors.ts";
import type { RunEvent, RunState } from "./events.ts";
import type { SessionFacts } from "./sessions.ts";

/** What panels ask about the engine and its runs. */
export interface EngineRequests {
  /** Begins to tell this page `engine.changed`; answers how the engine stands now. No engine is started. */
  readonly "engine.watch": { readonly ask: Nothing; readonly answer: EngineFacts | null };
  readonly "engine.start": { readonly ask: Nothing; readonly answer: EngineFacts | null };
  /** Ends the engine; with runs going only when forced, which cancels them. */
  readonly "engine.stop": { readonly ask: { readonly force: boolean }; readonly answer: null };
  /** Closes a viewer session: `quit` asks its viewers, `force` closes it with what waits in it. */
  readonly "session.end": {
    readonly ask: { readonly session: string; readonly how: "quit" | "force" };
    readonly answer: null;
  };
  /** What engine and workers logged, oldest first: the last `limit` entries that fit. */
  readonly "engine.logs": { readonly ask: LogQuestion; readonly answer: LogAnswer };
  /** The runs that are known, oldest first, also while no engine runs. */
  readonly "run.list": { readonly ask: Nothing; readonly answer: readonly RunFacts[] };
  /** Begins to tell this page `run.changed` for a run, going or ended; answers how it stands now. */
  readonly "run.watch": { readonly ask: { readonly runId: string }; readonly answer: FollowedRun };
  /** Ends that. */
  readonly "run.leave": { readonly ask: { readonly runId: string }; readonly answer: null };
  readonly "run.tell": {
    readonly ask: { readonly runId: string; readonly what: "cancel" | "pause" | "continue" };
    readonly answer: null;
  };
  /** Starts a run that has ended once more, for the wells that are missing: a new run. */
  readonly "run.resume": { readonly ask: { readonly runId: string }; readonly answer: { readonly runId: string } };
}

/** What panels are told about the engine and its runs. */
export interface EngineEvents {
  /** The engine stands otherwise than told before; null when none runs. */
  readonly "engine.changed": EngineFacts | null;
  /** A watched run stands otherwise than told before. */
  readonly "run.changed": FollowedRun;
}

/** A question that needs no more words. */
export type Nothing = Readonly<Record<string, never>>;

/** The engine as commands and panels show it. */
export interface EngineFacts {
  readonly pid: number;
  readonly version: string;
  readonly uptimeSeconds: number;
  /** What computes: `native x86-64-v4`, `wasm`, ... */
  readonly kernels: string;
  /** How many wells can be in work at once, and how many are. */
  readonly threads: number;
  readonly inWork: number;
  readonly clients: number;
  readonly memory: {
    /** Bytes of planes in work, and how many there may be. */
    readonly planes: number;
    readonly limit: number;
    /** Bytes that the process holds in all. */
    readonly resident: number;
  };
  readonly runs: readonly RunFacts[];
  /** Viewer sessions, as they were two seconds ago at most; none while no hub runs. */
  readonly sessions: readonly SessionFacts[];
}

/** A run that the engine knows, going or ended. */
export interface RunFacts {
  readonly runId: string;
  readonly state: RunState;
  readonly priority: number;
  /** Absolute folder of the plate. */
  readonly plate: string;
  /** Absolute folder of the results. */
  readonly output: string;
  /** When it was asked for, as ISO 8601. */
  readonly submitted: string;
  /** 0..1 over all wells of a run that goes on; null for one that has ended. */
  readonly progress: number | null;
}

/** A run with all that a monitor shows. */
export interface FollowedRun {
  readonly runId: string;
  readonly plate: string;
  readonly output: string;
  readonly state: RunState;
  /** 0..1 over all wells. */
  readonly progress: number;
  /** Since it was asked for, or in all. */
  readonly seconds: number;
  /** An estimate from the wells worked on so far; null while nothing is known and when the run has ended. */
  readonly secondsLeft: number | null;
  readonly kernels: string;
  readonly workers: number;
  /** Names, in order. */
  readonly steps: readonly string[];
  readonly wells: readonly FollowedWell[];
  /** The last events, oldest first, progress of single calls left out; `eventsLeftOut` came before them. */
  readonly events: readonly RunEvent[];
  readonly eventsLeftOut: number;
  /** Why the run as a whole failed. */
  readonly error?: ErrorData;
}

/** A well of a followed run. */
export interface FollowedWell {
  readonly well: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  /** 0..1 over the calls of its steps. */
  readonly progress: number;
  /** The step it is at, or was when it ended. */
  readonly step: string;
  /** An earlier run had done it. */
  readonly skipped: boolean;
  readonly error?: ErrorData;
}

/** How much a log entry matters, least first. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** Which log entries are asked for. */
export interface LogQuestion {
  readonly runId?: string;
  /** `engine`, or `worker-3`. */
  readonly from?: string;
  /** The least level. */
  readonly level: LogLevel;
  /** All of these words must occur in an entry's message or data; empty for all entries. */
  readonly words: string;
  readonly limit: number;
}

/** Log entries. */
export interface LogAnswer {
  readonly entries: readonly LogLine[];
  /** How many fit before `limit` cut them. */
  readonly found: number;
  /** All that log: `engine`, `worker-1`, ... */
  readonly sources: readonly string[];
}

/** An entry of a log. */
export interface LogLine {
  readonly at: string;
  readonly level: LogLevel;
  readonly from: string;
  readonly message: string;
  readonly runId?: string;
  readonly well?: string;
  readonly data?: unknown;
}
