import type { LiveView, ViewOptions } from "./liveView.ts";
import { PipelineOrchestrator } from "./orchestrator.ts";

/**
 * A live view of a plate or of a finished OME-Zarr store in a folder; a relative path is resolved.
 *
 * @throws TiterError `NO_SUCH_FOLDER`, `NOT_A_PLATE`, ...
 *
 * @example
 * ```ts
 * await view("results/screen-1.zarr", { mode: "plate" })
 * ```
 */
export async function view(path: string, options: ViewOptions = {}): Promise<LiveView> {
  return (await PipelineOrchestrator.open(path)).view(options);
}
