import type { Problem } from "../../pipeline/problem.ts";
import { isInside } from "../absolutePath.ts";
import type { Settings, StepSettings } from "../settings.ts";

/**
 * Phase 1, checkpoints: the store of each step that keeps its planes on the way, in the output folder under the step's
 * `subDir`. Where several would share a place, each gets `_step<i>` behind its name, as does one in the result's place.
 *
 * @param rootGiven - the output folder came with the options, so folders in the configuration do not count.
 */
export function planCheckpoints(
  settings: Settings,
  result: string,
  rootGiven: boolean,
  problems: Problem[],
): (string | null)[] {
  const wanted = settings.steps.flatMap(({ checkpoint }) => (checkpoint ? [placeOf(checkpoint.subDir)] : []));
  const taken: { readonly path: string; readonly owner: string }[] = [{ path: result, owner: "the result" }];
  return settings.steps.map((step, index) => {
    const { checkpoint } = step;
    if (!checkpoint) return null;
    if (!rootGiven) checkRoot(step, settings, problems);
    const place = placeOf(checkpoint.subDir);
    const shared = place === placeOf(settings.subDir) || wanted.filter((other) => other === place).length > 1;
    const path = `${checkpoint.subDir}${shared ? `_step${index}` : ""}.zarr`;
    const clash = taken.find((other) => nested(path, other.path));
    if (clash) problems.push(clashing(step, path, clash.owner));
    taken.push({ path, owner: `step "${step.step.name}"` });
    return path;
  });
}

/** Some file systems do not tell case apart, and \ separates folders on some. */
function placeOf(path: string): string {
  return path.toLowerCase().replaceAll("\\", "/");
}

function nested(a: string, b: string): boolean {
  const [one, other] = [placeOf(a), placeOf(b)];
  return isInside(one, other) || isInside(other, one);
}

/** All that a run writes lies in one folder, so that it can be committed, resumed and replaced as one. */
function checkRoot({ step, checkpoint }: StepSettings, settings: Settings, problems: Problem[]): void {
  for (const field of ["outputDirSuffix", "globalOutputFolder"] as const) {
    if (!checkpoint || checkpoint[field] === settings[field]) continue;
    problems.push({
      code: "CHECKPOINT_OUTSIDE",
      step: step.name,
      field: `StepMaterializationConfig.${field}`,
      message: `with ${field} = ${JSON.stringify(checkpoint[field])} the step's images would lie outside the run's output folder`,
      hint: "Leave it out here and set it in pathPlanningConfig for the whole run; subDir names the step's folder inside it.",
      value: checkpoint[field],
      allowed: [settings[field]],
    });
  }
}

function clashing({ step }: StepSettings, path: string, owner: string): Problem {
  return {
    code: "OUTPUT_CLASH",
    step: step.name,
    field: "StepMaterializationConfig.subDir",
    message: `the step's images would be written to "${path}", where ${owner} writes`,
    hint: "Give each step that keeps its images a folder of its own.",
    value: path,
  };
}
