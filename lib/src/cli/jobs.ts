import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { CompileOptions } from "../compile/index.ts";
import { type ConfigInput, configContext, enterConfig } from "../config/index.ts";
import type { CompiledPlan } from "../engine/compiled.ts";
import { PipelineOrchestrator } from "../engine/orchestrator.ts";
import type { Plate } from "../engine/plate.ts";
import { TiterError } from "../errors.ts";
import type { Orchestration } from "../pipeline/index.ts";
import { usageCode } from "./command.ts";
import type { PipelineFile } from "./loadPipeline.ts";

/** A plate with the plan that was compiled for it. */
export interface CompiledJob {
  readonly plate: Plate;
  readonly plan: CompiledPlan;
}

/** What the command line says about all jobs. */
export interface JobOptions extends Pick<CompileOptions, "missing"> {
  /** Folder of the results; of an orchestration, the folder in which each plate gets one. */
  readonly out: string;
  /** Goes before all configs; without it these count, else all processors. */
  readonly workers: number | undefined;
}

/**
 * Compiles what a pipeline's file holds: for the plate that was named, or for the plates of an orchestration with their
 * configs. Nothing is written.
 *
 * @throws TiterError `USAGE`, `SAME_OUTPUT`, and the errors of opening and compiling.
 */
export async function compileJobs(
  file: PipelineFile,
  plateFolder: string | undefined,
  options: JobOptions,
): Promise<CompiledJob[]> {
  if (!isOrchestration(file)) {
    if (plateFolder === undefined) throw wrongUsage("no plate was named", "Name its folder after the pipeline's file.");
    const output = { outputRoot: resolve(options.out) };
    return [await compileJob({ path: plateFolder, pipeline: file }, undefined, options, output)];
  }
  if (plateFolder !== undefined) {
    throw wrongUsage("the file names its plates itself", `Leave out ${plateFolder}, or export only the pipeline.`);
  }
  const jobs: CompiledJob[] = [];
  for (const job of file.plates) jobs.push(await compileJob(job, file.config ?? undefined, options, {}));
  checkOutputs(jobs);
  return jobs;
}

interface Job {
  readonly path: string;
  readonly pipeline: Parameters<Plate["compile"]>[0];
  readonly config?: ConfigInput;
}

async function compileJob(
  { path, pipeline, config = {} }: Job,
  shared: ConfigInput = {},
  { missing, out, workers }: JobOptions,
  output: CompileOptions,
): Promise<CompiledJob> {
  const contexts = [
    configContext("global", { numWorkers: availableParallelism() }),
    configContext("global", shared),
    configContext("plate", config),
    configContext("plate", { numWorkers: workers, pathPlanningConfig: { globalOutputFolder: resolve(out) } }),
  ];
  const plate = await PipelineOrchestrator.open(path);
  return {
    plate,
    plan: await enterConfig(contexts, () => plate.compile(pipeline, { ...output, missing: missing ?? "error" })),
  };
}

function checkOutputs(jobs: readonly CompiledJob[]): void {
  const roots = jobs.map(({ plan }) => plan.plan.output.root);
  const twice = roots.findIndex((root, index) => roots.indexOf(root) < index);
  if (twice < 0) return;
  throw new TiterError("SAME_OUTPUT", {
    what: `the results of two plates would lie in ${roots[twice]}`,
    where: { plate: jobs[twice]?.plate.name ?? "" },
    todo: "Give the plates different output suffixes in their configs.",
  });
}

function isOrchestration(file: PipelineFile): file is Orchestration {
  return "kind" in file && file.kind === "orchestration";
}

function wrongUsage(what: string, todo: string): TiterError {
  return new TiterError(usageCode, { what, todo });
}
