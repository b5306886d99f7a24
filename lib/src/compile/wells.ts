import { parseWell, planeName } from "../components/index.ts";
import type { Problem } from "../pipeline/problem.ts";
import { unitsOf } from "./axis.ts";
import type { StepFlow } from "./flow.ts";
import type { UnitDevices } from "./phases/devices.ts";
import type { PlannedSchedule, PlannedWell } from "./plan.ts";
import { planSchedule } from "./schedule.ts";
import type { Settings } from "./settings.ts";

/** The work on each well: the schedules that there are, and which one each well follows. */
export interface PlannedWork {
  readonly schedules: readonly PlannedSchedule[];
  readonly wells: readonly PlannedWell[];
}

/** Plans the work on each well, or part of a well. Those with the same planes share one schedule. */
export function planWells(
  { wells, axis, sequential }: Settings,
  flow: readonly StepFlow[],
  devicesOf: (unit: number) => UnitDevices | undefined,
  problems: Problem[],
): PlannedWork {
  const schedules: PlannedSchedule[] = [];
  const known = new Map<string, number>();
  let units = 0;
  const planned = wells.flatMap(({ well, planes: files }) => {
    const name = parseWell(well);
    if (name === undefined) problems.push(badName(well));
    if (name === undefined) return [];
    return unitsOf(well, files, axis).flatMap(({ name: unit, planes }): PlannedWell[] => {
      const names = planes.map(({ id }) => planeName(id));
      const double = names.find((plane, i) => plane === names[i + 1]);
      if (double !== undefined) problems.push(twice(well, double));
      if (double !== undefined) return [];
      const key = names.join();
      const schedule = known.get(key) ?? schedules.length;
      if (schedule === schedules.length) {
        known.set(key, schedule);
        const ids = planes.map(({ id }) => id);
        schedules.push(planSchedule(ids, flow, sequential, problems));
      }
      const [paths, pages] = [planes.map(({ path }) => path), planes.map(({ page }) => page)];
      const devices = devicesOf(units++);
      return [{ unit, well, ...name, schedule, files: paths, pages, ...(devices && { devices }) }];
    });
  });
  return { schedules, wells: planned };
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
function twice(well: string, plane: string): Problem {
  return {
    code: "DUPLICATE_PLANE",
    well,
    message: `two files hold the plane ${plane}`,
    hint: "Take one of them out of the plate's folder.",
    value: plane,
  };
}
