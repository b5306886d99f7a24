import type { CompileOptions } from "../compile/index.ts";
import { type ConfigContext, configContext, enterConfig } from "../config/index.ts";
import { TiterError } from "../errors.ts";
import { openPlate } from "../microscopes/disk/plate.ts";
import type { Orchestration, PlateJob } from "../pipeline/orchestration.ts";
import type { CompiledPlan } from "./compiled.ts";
import { rootsOf } from "./output.ts";
import { Plate } from "./plate.ts";

/** A plate with the plan that was compiled for it. */
export interface CompiledPlate {
  readonly plate: Plate;
  readonly plan: CompiledPlan;
}

export interface CompilePlatesOptions extends Pick<CompileOptions, "missing"> {
  /** Contexts around the configs of the orchestration. */
  readonly outer?: readonly ConfigContext[];
  /** Contexts inside them, which win. */
  readonly inner?: readonly ConfigContext[];
}

/**
 * Opens the plates of an orchestration and compiles each pipeline in its configs. Nothing is written.
 *
 * @throws TiterError of the only plate that can't be run; `PLATES_REFUSED` with the errors of several in `details.errors`;
 * `SAME_OUTPUT` when two plates would share an output folder.
 */
export async function compilePlates(
  orchestration: Orchestration,
  options: CompilePlatesOptions = {},
): Promise<CompiledPlate[]> {
  const compiled: CompiledPlate[] = [];
  const errors: TiterError[] = [];
  for (const job of orchestration.plates) {
    try {
      compiled.push(await compileJob(job, orchestration.config, options));
    } catch (thrown) {
      const todo = "Correct the plate or its pipeline and compile again.";
      errors.push(TiterError.from(thrown, "COMPILE_FAILED", { plate: job.path }, todo));
    }
  }
  const [first, ...more] = errors;
  if (first && more.length === 0) throw first;
  if (first) throw refused(orchestration.plates.length, errors);
  checkOutputs(compiled);
  return compiled;
}

async function compileJob(
  { path, workspacePath, pipeline, config }: PlateJob,
  shared: Orchestration["config"],
  { missing = "error", outer = [], inner = [] }: CompilePlatesOptions,
): Promise<CompiledPlate> {
  const contexts = [
    ...outer,
    ...(shared ? [configContext("global", shared)] : []),
    ...(config ? [configContext("plate", config)] : []),
    ...inner,
  ];
  const plate = new Plate(await openPlate(path), workspacePath);
  return { plate, plan: await enterConfig(contexts, () => plate.compile(pipeline, { missing })) };
}

function refused(plates: number, errors: readonly TiterError[]): TiterError {
  return new TiterError("PLATES_REFUSED", {
    what: `${errors.length} of ${plates} plates can't be run`,
    todo: `Correct them and run again; nothing was written:\n${errors.map(({ message }) => `- ${message}`).join("\n")}`,
    details: { errors: errors.map((error) => error.toData()) },
  });
}

function checkOutputs(plates: readonly CompiledPlate[]): void {
  const roots = plates.flatMap(({ plate, plan }) => rootsOf(plan.plan).map((root) => ({ root, plate: plate.name })));
  const twice = roots.find(({ root }, index) => roots.findIndex((other) => other.root === root) < index);
  if (twice === undefined) return;
  throw new TiterError("SAME_OUTPUT", {
    what: `the results of two plates would lie in ${twice.root}`,
    where: { plate: twice.plate },
    todo: "Give the plates different output suffixes in their configs.",
  });
}
