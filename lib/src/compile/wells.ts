import { idKey, planeName } from "../components/index.ts";
import type { Problem } from "../pipeline/problem.ts";
import { type Unit, unitsOf } from "./axis.ts";
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

/** Plans the work on each well, part of a well, or part of all wells. Those with the same planes share one schedule. */
export function planWells(
  { wells, axis, sequential, spansWells: spanning }: Settings,
  flow: readonly StepFlow[],
  devicesOf: (unit: number) => UnitDevices | undefined,
  problems: Problem[],
): PlannedWork {
  const schedules: PlannedSchedule[] = [];
  const known = new Map<string, number>();
  const units = unitsOf(wells, axis, spanning, problems).filter((unit) => hasEachOnce(unit, problems));
  const planned = units.map(({ name: unit, wells: own, planes }, number): PlannedWell => {
    const key = planes.map(({ id }) => `${id.wellNumber ?? ""}${planeName(id)}`).join();
    const schedule = known.get(key) ?? schedules.length;
    if (schedule === schedules.length) {
      known.set(key, schedule);
      const ids = planes.map(({ id }) => id);
      schedules.push(planSchedule(ids, flow, sequential.map(idKey), problems));
    }
    const [files, pages] = [planes.map(({ path }) => path), planes.map(({ page }) => page)];
    const devices = devicesOf(number);
    const first = own[0]!; // a unit has planes, and these a well
    const at = spanning ? { ...first, well: unit, wells: own } : first;
    return { unit, ...at, schedule, files, pages, ...(devices && { devices }) };
  });
  return { schedules, wells: planned };
}

/** Whether no two files hold one plane: which one is meant can't be known. */
function hasEachOnce({ wells, planes }: Unit, problems: Problem[]): boolean {
  const nameOf = (i: number) => planes[i] && `${planes[i].id.wellNumber ?? ""}${planeName(planes[i].id)}`;
  const double = planes.findIndex((_, i) => nameOf(i) === nameOf(i + 1));
  if (double < 0) return true;
  const { id } = planes[double]!; // just found
  problems.push({
    code: "DUPLICATE_PLANE",
    well: wells[(id.wellNumber ?? 1) - 1]?.well ?? "",
    message: `two files hold the plane ${planeName(id)}`,
    hint: "Take one of them out of the plate's folder.",
    value: planeName(id),
  });
  return false;
}
