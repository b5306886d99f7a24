import { canonicalJson } from "./canonical.ts";
import type { Plan, PlannedCall } from "./plan.ts";
import { sha256 } from "./sha256.ts";

/**
 * The digest of a plan: SHA-256 over canonical JSON of what decides the results. In that text each well stands as the
 * SHA-256 of its own canonical JSON, and in a well each call as the SHA-256 of all but its files, next to the files.
 *
 * Covered: Titer's version, the plate's name, format, shape, pixel type and calibration, every file path relative to the
 * plate, functions with versions and values, the store's layout, the order of calls, and missing planes. Not covered, so
 * that a plan has one digest on every machine: the plate's and output's absolute paths, and `numWorkers`.
 */
export function planDigest(plan: Omit<Plan, "digest">): string {
  const { wells, numWorkers: _workers, ...rest } = plan;
  const { path: _plate, ...plate } = plan.plate;
  const { root: _root, ...output } = plan.output;
  const callDigest = sharedCallDigests();
  const wellDigest = (well: Plan["wells"][number]) =>
    sha256(canonicalJson({ ...well, calls: well.calls.map((call) => [callDigest(call), call.load]) }));
  return sha256(canonicalJson({ ...rest, digest: undefined, plate, output, wells: wells.map(wellDigest) }));
}

/** Wells share the parts of their calls with each other, so each part is hashed once; parts are told apart by identity. */
function sharedCallDigests(): (call: PlannedCall) => string {
  const known = new Map<PlannedCall["store"], { readonly call: PlannedCall; readonly digest: string }>();
  return (call) => {
    const before = known.get(call.store);
    if (before && shares(before.call, call)) return before.digest;
    const { load: _files, ...rest } = call;
    const digest = sha256(canonicalJson(rest));
    known.set(call.store, { call, digest });
    return digest;
  };
}

function shares(a: PlannedCall, b: PlannedCall): boolean {
  const parts = ["step", "group", "inputs", "outputs", "store", "free"] as const;
  return parts.every((part) => a[part] === b[part]);
}
