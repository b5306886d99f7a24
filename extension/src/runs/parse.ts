import type { RunOutput } from "titer/protocol";

const runStates: readonly string[] = [
  "queued",
  "running",
  "paused",
  "completed",
  "completed with failures",
  "failed",
  "cancelled",
] satisfies RunOutput["state"][];
const wellStates: readonly string[] = ["waiting", "running", "done", "failed"] satisfies Well["state"][];

/** One well of a run. */
export type Well = RunOutput["wells"][number];

/**
 * A run output as a notebook holds it, checked field by field.
 *
 * @throws Error with a sentence for the reader when the output is from another version or damaged
 */
export function parseRun(content: unknown): RunOutput {
  assertRun(content);
  return content;
}

function assertRun(content: unknown): asserts content is RunOutput {
  const run = (typeof content === "object" && content !== null ? content : {}) as Partial<RunOutput>;
  if (run.version !== 1) {
    throw new Error(`This run output has version ${String(run.version)}; this Titer reads version 1. Update Titer.`);
  }
  const checks: Readonly<Record<string, boolean>> = {
    runId: typeof run.runId === "string",
    plate: typeof run.plate === "string",
    state: runStates.includes(run.state as string),
    progress: isShare(run.progress),
    seconds: typeof run.seconds === "number" && run.seconds >= 0,
    kernels: typeof run.kernels === "string",
    output: typeof run.output === "string",
    wells: Array.isArray(run.wells) && run.wells.every(isWell),
  };
  const wrong = Object.keys(checks).filter((field) => !checks[field]);
  if (wrong.length > 0) throw new Error(`This run output is damaged: wrong or missing: ${wrong.join(", ")}.`);
}

function isWell(value: unknown): boolean {
  const well = (typeof value === "object" && value !== null ? value : {}) as Partial<Well>;
  const named = typeof well.well === "string" && typeof well.step === "string";
  const error = well.error === undefined || typeof well.error === "string";
  return named && error && wellStates.includes(well.state as string) && isShare(well.progress);
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}
