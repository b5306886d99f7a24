import { VFSConfig } from "../config/index.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { ImageBackend, PlannedStore } from "./plan.ts";

/** Where a pipeline's images lie on their way. */
export interface Backends {
  /** What the plate is. */
  readonly plate: PlannedStore["backend"];
  /** Between steps. */
  readonly intermediate: ImageBackend;
  /** Behind the last step, and in checkpoints. */
  readonly materialization: PlannedStore["backend"];
}

/** Resolves `vfsConfig`; `auto` means what the plate is. */
export function resolveBackends({ format }: PlateIndex, problems: Problem[]): Backends {
  const { readBackend, intermediateBackend, materializationBackend } = new VFSConfig.Lazy();
  const plate = format === "omezarr" ? "zarr" : "disk";
  if (readBackend !== "auto" && readBackend !== plate) {
    problems.push({
      code: "OTHER_BACKEND",
      field: "VFSConfig.readBackend",
      message: `readBackend = "${readBackend}" was set, and the plate's planes lie in ${plate === "zarr" ? "a zarr store" : "files on disk"}`,
      hint: 'Leave it out or set "auto": what the plate is, is found by itself.',
      value: readBackend,
      allowed: ["auto", plate],
    });
  }
  return {
    plate,
    intermediate: intermediateBackend,
    materialization: materializationBackend === "auto" ? plate : materializationBackend,
  };
}
