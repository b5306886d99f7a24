import { canonicalJson } from "./canonical.ts";
import type { Plan, PlannedStep } from "./plan.ts";
import { sha256 } from "./sha256.ts";

/**
 * The digest of a plan: SHA-256 over canonical JSON of what decides the results.
 *
 * Covered: Titer's version, the plate's name, format, shape, pixel type and calibration, every file path relative to the
 * plate, functions with versions, values and (their own) code, the store's layout, the order of calls, and missing planes. Not covered, so
 * that a plan has one digest on every machine: the plate's and output's absolute paths, the summary of its tables, `numWorkers`,
 * devices, and which viewers are streamed to.
 */
export function planDigest(plan: Omit<Plan, "digest">): string {
  const { numWorkers: _workers, ...rest } = plan;
  const wells = plan.wells.map(({ devices: _devices, ...well }) => well);
  const { path: _plate, ...plate } = plan.plate;
  const { root: _root, checkpointRoots: _roots, summary: _summary, ...output } = plan.output;
  const steps = withoutStreams(plan.steps);
  return sha256(canonicalJson({ ...rest, wells, steps, digest: undefined, plate, output }));
}

/** Steps without what decides nothing of their results. */
export function withoutStreams(steps: readonly PlannedStep[]): readonly Omit<PlannedStep, "streams">[] {
  return steps.map(({ streams: _streams, ...step }) => step);
}
