import type { ErrorData } from "../errors.ts";

/** What happens during a run, in order; kept on disk as JSON lines and sent to every client. */
export type RunEvent = { readonly at: string; readonly runId: string } & (
  | {
      readonly kind: "run-queued";
      readonly wells: readonly string[];
      readonly steps: readonly string[];
      readonly output: string;
      readonly plate: string;
    }
  | { readonly kind: "run-started"; readonly kernels: string; readonly workers: number }
  /** No further well begins until the run goes on; wells in work come to their end. */
  | { readonly kind: "run-paused" }
  | { readonly kind: "run-continued" }
  /** The engine ended without a word and another one goes on with the run; `interrupted` names the wells it was working on. */
  | { readonly kind: "run-resumed"; readonly interrupted: readonly string[] }
  | { readonly kind: "well-started"; readonly well: string }
  | {
      readonly kind: "progress";
      readonly well: string;
      readonly step: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: "well-done"; readonly well: string; readonly seconds: number }
  | { readonly kind: "well-skipped"; readonly well: string; readonly reason: string }
  /** Memory did not suffice for a group of planes; the step goes on with each of them by itself. */
  | { readonly kind: "group-split"; readonly well: string; readonly step: string; readonly error: ErrorData }
  /** The well's memory did not suffice; it is tried again later, with nothing else beside it. */
  | { readonly kind: "well-retried"; readonly well: string; readonly error: ErrorData }
  | { readonly kind: "well-failed"; readonly well: string; readonly error: ErrorData }
  | {
      readonly kind: "run-ended";
      readonly state: EndState;
      readonly seconds: number;
      readonly error?: ErrorData;
    }
);

/** How a run can end. */
export type EndState = "completed" | "completed with failures" | "failed" | "cancelled";

/** How a run stands. */
export type RunState = "queued" | "running" | "paused" | EndState;
