import { type PlaneComponent, planeComponents } from "../components/index.ts";
import { SequentialProcessingConfig } from "../config/index.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { StepSettings } from "./settings.ts";

/** The components that are worked off one value after the other, each value through all steps; those with one value are left out. */
export function sequentialComponents(
  steps: readonly StepSettings[],
  plate: PlateIndex,
  problems: Problem[],
): PlaneComponent[] {
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
      allowed: planeComponents.filter((component) => !asked.includes(component)),
    });
  }
  const { sites, channels, zPlanes, timepoints } = plate;
  const counts = { site: sites.length, channel: channels.length, z: zPlanes.length, timepoint: timepoints.length };
  return planeComponents.filter((component) => asked.includes(component) && counts[component] > 1);
}
