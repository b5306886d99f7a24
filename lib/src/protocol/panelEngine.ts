import type { RunState } from "./events.ts";

/** What panels ask about the engine. */
export interface EngineRequests {
  /** How the engine of this user stands; null when none runs. None is started. */
  readonly "engine.status": { readonly ask: Nothing; readonly answer: EngineFacts | null };
}

/** A question that needs no more words. */
export type Nothing = Readonly<Record<string, never>>;

/** The engine as panels show it. */
export interface EngineFacts {
  readonly pid: number;
  readonly version: string;
  readonly uptimeSeconds: number;
  /** What computes: `native x86-64-v4`, `wasm`, ... */
  readonly kernels: string;
  readonly threads: number;
  readonly clients: number;
  readonly runs: readonly RunFacts[];
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
}
