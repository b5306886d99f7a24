import type { Plan, PlannedSchedule, PlannedWell } from "../compile/plan.ts";
import type { ErrorData } from "../errors.ts";
import type { CallOutcome, CallTask } from "./call/task.ts";

/** What a plan says besides its wells; the same for every task of a run. */
export type PlanFrame = Omit<Plan, "wells" | "schedules">;

/** One well's work, as it travels to whoever does it. */
export interface WellTask {
  readonly runId: string;
  readonly frame: PlanFrame;
  readonly well: PlannedWell;
  /** Of what decides the well's results, see `WellDigests`. */
  readonly digest: string;
  /** The one that the well follows. */
  readonly schedule: PlannedSchedule;
  /** Which build of the kernels shall compute: `auto`, `native`, `wasm`, ... */
  readonly kernels: string;
  /** One number on shared memory; 1 when the run is cancelled. */
  readonly cancelled: Int32Array;
  /** Seconds that a call may take; 0 for as long as it takes. */
  readonly timeout: number;
  /** One number on shared memory: how many calls the work has begun. */
  readonly begun: Int32Array;
  /** By which the hub says what viewers wait for, see `offerPlane`. */
  readonly tap: Int32Array;
  /** One number on shared memory: bytes of planes that this work holds of the budget. */
  readonly held: BigInt64Array;
  /** Where to note which call the well has come to, and the well's place there; null when nobody would read it. */
  readonly position: { readonly path: string; readonly place: number } | null;
}

/** How a well ended. `fatal` errors (disk full, no right to write) end the whole run. */
export type WellOutcome =
  | { readonly kind: "done"; readonly seconds: number }
  | { readonly kind: "cancelled" }
  /** The memory did not suffice beside what else was in work. */
  | { readonly kind: "out of memory"; readonly error: ErrorData }
  | { readonly kind: "failed"; readonly error: ErrorData; readonly fatal: boolean };

/** How far a well is: calls done and in all, and the step that comes now. */
export type WellProgress = {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** Why the call that goes on is tried again, plane by plane. */
  readonly split?: ErrorData;
};

/** Does the work of wells: in this thread, in threads, or on a cluster. */
export interface Executor {
  /** How many wells it works on at once. */
  readonly workers: number;
  /** Bytes of planes in work, and how many there may be. */
  readonly memory: { readonly used: number; readonly limit: number };
  /**
   * Which build of the kernels computes when this one is asked for: `native x86-64-v4`, `wasm`, ...
   * Rejects with `KERNELS_UNAVAILABLE`.
   */
  kernels(asked: string): Promise<string>;
  /** Works on one well; never rejects: every failure is an outcome. */
  run(task: WellTask, report: (progress: WellProgress) => void): Promise<WellOutcome>;
  /** Calls one function on some planes; never rejects. `base` is the engine's folder. */
  call(task: CallTask, base: string): Promise<CallOutcome>;
  /** Ends threads; a second call does nothing. */
  close(): Promise<void>;
}
