import { type OpenOptions, openPlate } from "../microscopes/disk/plate.ts";
import type { Orchestration } from "../pipeline/orchestration.ts";
import { type CompiledPlate, type CompilePlatesOptions, compilePlates } from "./compilePlates.ts";
import { Plate } from "./plate.ts";
import { PlatesRun } from "./platesRun.ts";
import type { ExecuteOptions } from "./sources.ts";

/** Where the work on a plate lies. */
export interface WorkspaceOptions {
  /** A relative path is resolved. Default: beside the plate. */
  readonly workspacePath?: string;
}

/** Opens plates, and with them compiles and executes pipelines. */
export const PipelineOrchestrator: {
  /**
   * Opens the plate in a folder, whatever microscope wrote it; a relative path is resolved. Nothing is written.
   *
   * @param options - a `pattern` or `table` for files that are not recognised, `formats` of your own; `workspacePath`, the
   * folder in which output folders are made when no configuration says where.
   *
   * @throws TiterError `NO_SUCH_FOLDER`, `NOT_A_PLATE`, ...
   *
   * @example
   * ```ts
   * const plate = await PipelineOrchestrator.open("plates/screen-1");
   * const result = await plate.execute(await plate.compile(steps));
   * ```
   */
  readonly open: (path: string, options?: OpenOptions & WorkspaceOptions) => Promise<Plate>;
  /**
   * Opens and compiles all plates of an orchestration, each with its own pipeline and configs. Nothing is written.
   *
   * @throws TiterError of the only plate that can't be run, `PLATES_REFUSED` for several, `SAME_OUTPUT`.
   */
  readonly compile: (orchestration: Orchestration, options?: CompilePlatesOptions) => Promise<CompiledPlate[]>;
  /**
   * Executes several plates in one call, once all of them are compiled; they share the workers of one.
   *
   * @example
   * ```ts
   * const run = PipelineOrchestrator.execute(new Orchestration({ plates: [{ path, pipeline }, { path: other, pipeline }] }));
   * for await (const { plate, event } of run.events) console.log(plate.name, event.kind);
   * const { plates } = await run;
   * ```
   */
  readonly execute: (
    plates: Orchestration | readonly CompiledPlate[],
    options?: ExecuteOptions & CompilePlatesOptions,
  ) => PlatesRun;
} = {
  open: async (path, options = {}) => new Plate(await openPlate(path, options), options.workspacePath),
  compile: compilePlates,
  execute: (plates, options = {}) => new PlatesRun("kind" in plates ? compilePlates(plates, options) : plates, options),
};
