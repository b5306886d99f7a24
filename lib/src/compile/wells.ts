import { comparePlanes, type PlaneId, parseWell, planeName } from "../components/index.ts";
import type { WellIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Domain, StepFlow } from "./flow.ts";
import { groupPlanes } from "./groups.ts";
import { depthFirst, type PlacedCall, placePlanes } from "./liveness.ts";
import type { PlannedCall, PlannedSchedule, PlannedWell } from "./plan.ts";

/** The work on each well: the schedules that there are, and which one each well follows. */
export interface PlannedWork {
  readonly schedules: readonly PlannedSchedule[];
  readonly wells: readonly PlannedWell[];
}

/** Plans the work on each well. Wells with the same planes share one schedule. */
export function planWells(wells: readonly WellIndex[], flow: readonly StepFlow[], problems: Problem[]): PlannedWork {
  const schedules: PlannedSchedule[] = [];
  const known = new Map<string, number>();
  const planned = wells.flatMap((index) => {
    const planes = [...index.planes].sort((a, b) => comparePlanes(a.id, b.id));
    const names = planes.map(({ id }) => planeName(id));
    const name = parseWell(index.well);
    const wrong = name === undefined ? badName(index.well) : twice(index.well, names);
    if (name === undefined || wrong) {
      if (wrong) problems.push(wrong);
      return [];
    }
    const key = names.join();
    const schedule = known.get(key) ?? schedules.length;
    if (schedule === schedules.length) {
      known.set(key, schedule);
      schedules.push(
        planSchedule(
          planes.map(({ id }) => id),
          flow,
        ),
      );
    }
    const files = planes.map(({ path }) => path);
    return [{ well: index.well, ...name, schedule, files, pages: planes.map(({ page }) => page) }];
  });
  return { schedules, wells: planned };
}

function planSchedule(planes: readonly PlaneId[], flow: readonly StepFlow[]): PlannedSchedule {
  const { calls, slots } = placePlanes(depthFirst(groupPlanes(planes, flow)));
  return { planes, slots, calls: calls.map(plannedCall) };
}

function plannedCall({ group, inputs, outputs, free }: PlacedCall): PlannedCall {
  const { last, outputs: result } = group.flow;
  return {
    step: group.planned,
    group: group.fixed,
    load: group.inputs.flatMap(({ fromPlate }, i) => (fromPlate < 0 ? [] : [{ slot: inputs[i]!, plane: fromPlate }])),
    inputs: group.inputs.map(({ id }, i) => ({ slot: inputs[i]!, id })),
    outputs: group.outputs.map(({ id }, i) => ({ slot: outputs[i]!, id })),
    store: last ? group.outputs.map(({ id }, i) => placeInStore(outputs[i]!, id, result)) : [],
    free,
  };
}

function placeInStore(slot: number, id: PlaneId, result: Domain): PlannedCall["store"][number] {
  return {
    slot,
    site: id.site,
    index: [result.timepoint.indexOf(id.timepoint), result.channel.indexOf(id.channel), result.z.indexOf(id.z)],
  };
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

/** Two files for one plane: which one is meant can't be known. */
function twice(well: string, names: readonly string[]): Problem | undefined {
  const double = names.find((name, i) => name === names[i + 1]);
  if (double === undefined) return undefined;
  return {
    code: "DUPLICATE_PLANE",
    well,
    message: `two files hold the plane ${double}`,
    hint: "Take one of them out of the plate's folder.",
    value: double,
  };
}
