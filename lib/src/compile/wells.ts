import { comparePlanes, parseWell, planeName } from "../components/index.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { StepFlow } from "./flow.ts";
import type { PlannedSchedule, PlannedWell } from "./plan.ts";
import { planSchedule } from "./schedule.ts";
import type { Settings } from "./settings.ts";

/** The work on each well: the schedules that there are, and which one each well follows. */
export interface PlannedWork {
  readonly schedules: readonly PlannedSchedule[];
  readonly wells: readonly PlannedWell[];
}

/** Plans the work on each well. Wells with the same planes share one schedule. */
export function planWells(
  { wells, sequential }: Settings,
  flow: readonly StepFlow[],
  problems: Problem[],
): PlannedWork {
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
          sequential,
          problems,
        ),
      );
    }
    const files = planes.map(({ path }) => path);
    return [{ well: index.well, ...name, schedule, files, pages: planes.map(({ page }) => page) }];
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
