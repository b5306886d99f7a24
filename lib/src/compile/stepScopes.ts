import { scopeNames } from "../config/index.ts";
import { closestName } from "../errors.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { FunctionStep } from "../pipeline/step.ts";

/** Configuration for single steps that this pipeline does not have: a problem where a step's name is close to the one given. */
export function checkStepScopes(steps: readonly FunctionStep[], problems: Problem[]): void {
  const names = steps.map(({ name }) => name);
  for (const given of missingSteps(steps)) {
    const near = closestName(given, names);
    if (near === undefined) continue;
    problems.push({
      code: "UNKNOWN_STEP",
      message: `configuration is given for a step "${given}", which the pipeline does not have`,
      hint: `Did you mean "${near}"? Correct the name in the configuration; the steps are: ${names.join(", ")}.`,
      value: given,
      allowed: names,
    });
  }
}

/** The steps that configuration around the caller is given for and that are none of these: another pipeline's, perhaps. */
export function missingSteps(steps: readonly FunctionStep[]): readonly string[] {
  const names = new Set(steps.map(({ name }) => name));
  return [...new Set(scopeNames("step"))].filter((given) => !names.has(given));
}
