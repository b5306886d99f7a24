import { type AllComponents, allComponents, type MultiprocessingAxis } from "../components/index.ts";
import { SequentialProcessingConfig } from "../config/index.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { StepSettings } from "./settings.ts";

/** The components that are worked off one value after the other, each value through all steps; those with one value are left out. */
export function sequentialComponents(
  steps: readonly StepSettings[],
  axis: MultiprocessingAxis,
  plate: PlateIndex,
  problems: Problem[],
): AllComponents[] {
  const asked = new SequentialProcessingConfig.Lazy().sequentialComponents;
  for (const { step, variableComponents } of steps) {
    const both = asked.filter((component) => variableComponents.includes(component));
    if (both.length === 0) continue;
    problems.push({
      code: "SEQUENTIAL_OVERLAP",
      step: step.name,
      field: "variableComponents",
      message: `${both.map((name) => `"${name}"`).join(" and ")} varies inside a group of the step and is sequential in the pipeline`,
      hint: "A component is either sequential or variable: change variableComponents or sequentialProcessingConfig.",
      value: both,
      allowed: allComponents.filter((component) => component !== axis && !asked.includes(component)),
    });
  }
  const { wells, sites, channels, zPlanes: z, timepoints } = plate;
  const values = { well: wells, site: sites, channel: channels, z, timepoint: timepoints };
  // a unit of work has one value of the axis
  return allComponents.filter((one) => one !== axis && asked.includes(one) && values[one].length > 1);
}
