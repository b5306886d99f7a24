import type { Config } from "../config/configClass.ts";
import { GlobalPipelineConfig, isConfig, type PipelineFields } from "../config/index.ts";
import { closestName, TiterError } from "../errors.ts";
import type { Pipeline } from "./pipeline.ts";

/** A plate of an orchestration: where it lies, what runs over it, and what is set for it. */
export interface PlateJob {
  /** Folder of the plate; a relative path is resolved when it is opened. */
  readonly path: string;
  /** Folder in which the output folder is made when no configuration says where. Default: the plate's parent. */
  readonly workspacePath?: string;
  readonly pipeline: Pipeline;
  /** What is set at the scope of this plate. */
  readonly config?: Config<PipelineFields>;
}

/**
 * Plates with their pipelines and configs, to be run in one go: a frozen value.
 *
 * @throws TiterError `BAD_ORCHESTRATION` from the constructor.
 *
 * @example
 * ```ts
 * export default new Orchestration({
 *   config: new PipelineConfig({ numWorkers: 4 }),
 *   plates: [{ path: "plates/screen-1", pipeline: new Pipeline({ name: "count", steps }) }],
 * });
 * ```
 */
export class Orchestration {
  readonly kind = "orchestration" as const;
  readonly plates: readonly PlateJob[];
  /** What is set for all plates, at the global scope. */
  readonly config: Config<PipelineFields> | null;

  constructor(parts: { readonly plates: readonly PlateJob[]; readonly config?: Config<PipelineFields> }) {
    checkNames("an orchestration", parts, ["plates", "config"]);
    if (parts.config !== undefined) checkRoot(parts.config, "config");
    if (!Array.isArray(parts.plates) || parts.plates.length === 0) {
      throw refusal("plates", "an orchestration has no plates", "Give plates: [{ path, pipeline }, ...].");
    }
    this.plates = Object.freeze(parts.plates.map(checkedJob));
    this.config = parts.config ?? null;
    Object.freeze(this);
  }
}

function checkedJob(job: PlateJob, index: number): PlateJob {
  const field = `plates[${index}]`;
  checkNames(field, job, ["path", "workspacePath", "pipeline", "config"]);
  if (typeof job.path !== "string" || job.path.trim() === "") {
    throw refusal(`${field}.path`, "a plate has no path", "Give the folder of the plate.");
  }
  if ((job.pipeline as Partial<Pipeline> | undefined)?.kind !== "pipeline") {
    throw refusal(`${field}.pipeline`, "a plate has no pipeline", "Give new Pipeline({ name, steps }).");
  }
  if (job.workspacePath !== undefined && (typeof job.workspacePath !== "string" || job.workspacePath.trim() === "")) {
    throw refusal(`${field}.workspacePath`, "this is no folder", "Give a path, or leave it out.");
  }
  if (job.config !== undefined) checkRoot(job.config, `${field}.config`);
  return Object.freeze({ ...job });
}

function checkRoot(config: unknown, field: string): void {
  if (isConfig(config) && config.configClass.configName === GlobalPipelineConfig.configName) return;
  throw refusal(field, "this is no configuration of a pipeline", "Give new PipelineConfig({ ... }).");
}

function checkNames(owner: string, parts: object, names: readonly string[]): void {
  const unknown = Object.keys(parts ?? {}).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = closestName(unknown, names);
  const hint = near ? `Did you mean "${near}"? ` : "";
  throw refusal(unknown, `${owner} has no "${unknown}"`, `${hint}Use: ${names.join(", ")}.`);
}

function refusal(field: string, what: string, todo: string): TiterError {
  return new TiterError("BAD_ORCHESTRATION", { what, where: { field }, todo });
}
