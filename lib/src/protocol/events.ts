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
  | { readonly kind: "well-failed"; readonly well: string; readonly error: ErrorData }
  | {
      readonly kind: "run-ended";
      readonly state: "completed" | "completed with failures" | "failed" | "cancelled";
      readonly seconds: number;
      readonly error?: ErrorData;
    }
);
