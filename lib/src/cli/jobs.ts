import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { CompileOptions } from "../compile/index.ts";
import { configContext, enterConfig } from "../config/index.ts";
import { type CompiledPlate, compilePlates } from "../engine/compilePlates.ts";
import { PipelineOrchestrator } from "../engine/orchestrator.ts";
import type { Plate } from "../engine/plate.ts";
import { TiterError } from "../errors.ts";
import type { OpenOptions } from "../microscopes/disk/plate.ts";
import type { Orchestration } from "../pipeline/index.ts";
import { usageCode } from "./command.ts";
import type { PipelineFile } from "./loadPipeline.ts";

/** What the command line says about all jobs. */
export interface JobOptions extends Pick<CompileOptions, "missing"> {
  /** Folder of the results; of an orchestration, the folder in which each plate gets one. */
  readonly out: string;
  /** Goes before all configs; without it these count, else all processors. */
  readonly workers: number | undefined;
  /** How to open a plate that is not recognised by itself. */
  readonly open: OpenOptions;
}

/**
 * Compiles what a pipeline's file holds: for the plate that was named, or for the plates of an orchestration with their
 * configs. Nothing is written. The plate is opened while the file is loaded.
 *
 * @throws TiterError `USAGE`, `SAME_OUTPUT`, and the errors of opening and compiling.
 */
export async function compileJobs(
  loading: Promise<PipelineFile>,
  plateFolder: string | undefined,
  options: JobOptions,
): Promise<CompiledPlate[]> {
  const opening = plateFolder === undefined ? undefined : PipelineOrchestrator.open(plateFolder, options.open);
  opening?.catch(() => {}); // said below, after what is wrong with the pipeline's file
  const file = await loading;
  if (!isOrchestration(file)) {
    if (opening === undefined) throw wrongUsage("no plate was named", "Name its folder after the pipeline's file.");
    return [await compileOne(await opening, file, options)];
  }
  if (plateFolder !== undefined) {
    throw wrongUsage("the file names its plates itself", `Leave out ${plateFolder}, or export only the pipeline.`);
  }
  return compilePlates(file, { missing: options.missing ?? "error", ...contexts(options) });
}

/** All processors unless a config says another number; what the command line names wins over every config. */
function contexts({ out, workers }: JobOptions) {
  const given = { numWorkers: workers, pathPlanningConfig: { globalOutputFolder: resolve(out) } };
  return {
    outer: [configContext("global", { numWorkers: availableParallelism() })],
    inner: [configContext("plate", given)],
  };
}

async function compileOne(
  plate: Plate,
  pipeline: Parameters<Plate["compile"]>[0],
  options: JobOptions,
): Promise<CompiledPlate> {
  const { outer, inner } = contexts(options);
  const output = { outputRoot: resolve(options.out), missing: options.missing ?? "error" };
  return { plate, plan: await enterConfig([...outer, ...inner], () => plate.compile(pipeline, output)) };
}

function isOrchestration(file: PipelineFile): file is Orchestration {
  return "kind" in file && file.kind === "orchestration";
}

function wrongUsage(what: string, todo: string): TiterError {
  return new TiterError(usageCode, { what, todo });
}
