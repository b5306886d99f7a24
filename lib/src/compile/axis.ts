import { comparePlanes, type MultiprocessingAxis, type PlaneId, planeComponents } from "../components/index.ts";
import type { PlaneFile } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { StepSettings } from "./settings.ts";

/** What is worked on apart from everything else: a well, or its planes with one value of the axis. */
export interface Unit {
  readonly name: string;
  /** In the order site, channel, z, timepoint. */
  readonly planes: readonly PlaneFile[];
}

/** A well's planes, taken apart by the axis. */
export function unitsOf(well: string, files: readonly PlaneFile[], axis: MultiprocessingAxis): Unit[] {
  const planes = [...files].sort((a, b) => comparePlanes(a.id, b.id));
  if (axis === "well") return [{ name: well, planes }];
  const values = [...new Set(planes.map(({ id }) => id[axis]))].sort((a, b) => a - b);
  return values.map((value) => {
    const own = planes.filter(({ id }) => id[axis] === value);
    return { name: unitName(axis, well, own[0]!.id), planes: own }; // each value comes from a plane
  });
}

/** The unit that a plane of a well belongs to: `A01`, or `A01-site-2`. */
export function unitName(axis: MultiprocessingAxis, well: string, id: PlaneId): string {
  return axis === "well" ? well : `${well}-${axis}-${id[axis]}`;
}

/** No group of planes may reach over several values of the axis. */
export function checkAxis(axis: MultiprocessingAxis, steps: readonly StepSettings[], problems: Problem[]): void {
  for (const { step, variableComponents } of steps) {
    if (!variableComponents.some((component) => component === axis)) continue;
    problems.push({
      code: "AXIS_OVERLAP",
      step: step.name,
      field: "variableComponents",
      message: `"${axis}" varies inside a group of the step, and work is spread over it`,
      hint: 'Choose another multiprocessingAxis, such as "well", or take the component out of variableComponents.',
      value: axis,
      allowed: planeComponents.filter((component) => component !== axis),
    });
  }
}
