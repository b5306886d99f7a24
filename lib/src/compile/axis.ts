import {
  type AllComponents,
  allComponents,
  comparePlanes,
  type MultiprocessingAxis,
  type PlaneId,
  parseWell,
  type WorkPlaneId,
} from "../components/index.ts";
import type { StoreWell } from "../files/zarr/layout.ts";
import type { PlaneFile, WellIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { StepSettings } from "./settings.ts";

/** What is worked on apart from everything else: a well, or the planes of one or of all wells with one value of the axis. */
export interface Unit {
  readonly name: string;
  readonly wells: readonly StoreWell[];
  /** In the order well, site, channel, z, timepoint. */
  readonly planes: readonly (PlaneFile & { readonly id: WorkPlaneId })[];
}

/** Whether the planes of all wells stay together: where work is spread over something else, and a step or the order asks for wells. */
export function spansWells(
  axis: MultiprocessingAxis,
  sequential: readonly AllComponents[],
  steps: readonly StepSettings[],
): boolean {
  const asked = steps.flatMap(({ variableComponents, groupBy, step }) => [
    ...variableComponents,
    ...(step.routes ? [groupBy] : []),
  ]);
  return axis !== "well" && [...asked, ...sequential].includes("well");
}

/** The planes of some wells, taken apart by the axis, and by well unless a step works on several at once. */
export function unitsOf(
  wells: readonly WellIndex[],
  axis: MultiprocessingAxis,
  spanning: boolean,
  problems: Problem[],
): Unit[] {
  const named = wells.flatMap(({ well, planes }) => {
    const name = parseWell(well);
    if (name === undefined) problems.push(badName(well));
    return name === undefined ? [] : [{ at: { well, ...name }, planes }];
  });
  if (!spanning) return named.flatMap(({ at, planes }) => split([at], planes, axis, false));
  const planes = named.flatMap(({ planes: own }, i) =>
    own.map((file) => ({ ...file, id: { ...file.id, wellNumber: i + 1 } })),
  );
  return split(
    named.map(({ at }) => at),
    planes,
    axis,
    true,
  );
}

function split(
  wells: readonly StoreWell[],
  files: Unit["planes"],
  axis: MultiprocessingAxis,
  spanning: boolean,
): Unit[] {
  const well = wells[0]?.well ?? "";
  const planes = [...files].sort((a, b) => comparePlanes(a.id, b.id));
  if (axis === "well") return [{ name: well, wells, planes }];
  const values = [...new Set(planes.map(({ id }) => id[axis]))].sort((a, b) => a - b);
  return values.map((value) => {
    const own = planes.filter(({ id }) => id[axis] === value);
    return { name: unitName(axis, spanning ? null : well, own[0]!.id), wells, planes: own }; // each value comes from a plane
  });
}

/** The unit that a plane of a well belongs to: `A01`, or `A01-site-2`; with several wells together, of which null is one, `site-2`. */
export function unitName(axis: MultiprocessingAxis, well: string | null, id: PlaneId): string {
  if (axis === "well") return well ?? "";
  return [...(well === null ? [] : [well]), axis, id[axis]].join("-");
}

function badName(well: string): Problem {
  return {
    code: "BAD_WELL_NAME",
    well,
    message: `"${well}" is no row and column`,
    hint: "Wells are named like A01 or AF48; leave this one out with wellFilterConfig.",
    value: well,
  };
}

/** No group of planes may reach over several values of the axis. */
export function checkAxis(axis: MultiprocessingAxis, steps: readonly StepSettings[], problems: Problem[]): void {
  for (const { step, variableComponents, groupBy } of steps) {
    const varies = variableComponents.includes(axis);
    const routes = step.routes !== null && groupBy === "well" && axis === "well"; // the others are known inside a unit too
    if (!varies && !routes) continue;
    problems.push({
      code: "AXIS_OVERLAP",
      step: step.name,
      field: varies ? "variableComponents" : "groupBy",
      message: `"${axis}" ${varies ? "varies inside a group" : "routes the functions"} of the step, and work is spread over it`,
      hint: `Choose another multiprocessingAxis, such as "${axis === "well" ? "site" : "well"}", or take the component out here.`,
      value: axis,
      allowed: allComponents.filter((component) => component !== axis),
    });
  }
}
