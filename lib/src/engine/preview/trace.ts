import type { Plan, PlannedCall, PlannedStep, PlannedWell } from "../../compile/plan.ts";
import type { WorkPlaneId } from "../../components/components.ts";

/** A plane of a plan before anything was computed: of the plate, or an output of a call. */
export type PlaneRef =
  | { readonly kind: "plate"; readonly file: string; readonly page: number; readonly id: WorkPlaneId }
  | { readonly kind: "made"; readonly call: TracedCall; readonly output: number; readonly id: WorkPlaneId };

/** A call of a plan with where its inputs come from. */
export interface TracedCall {
  readonly step: PlannedStep;
  readonly planned: PlannedCall;
  readonly inputs: readonly PlaneRef[];
}

/** The calls of the plan's last steps on a unit of work, as a graph: each knows what makes its inputs. */
export function lastCalls(plan: Plan, unit: PlannedWell): readonly TracedCall[] {
  const schedule = plan.schedules[unit.schedule]!; // plans name schedules that they have
  const inSlot = new Map<number, PlaneRef>();
  const last = plan.steps.at(-1)?.name;
  const traced: TracedCall[] = [];
  for (const planned of schedule.calls) {
    for (const { slot, plane } of planned.load) {
      const id = schedule.planes[plane]!;
      inSlot.set(slot, { kind: "plate", file: unit.files[plane] ?? "", page: unit.pages[plane] ?? 0, id });
    }
    const step = plan.steps[planned.step]!;
    const call: TracedCall = { step, planned, inputs: planned.inputs.map(({ slot }) => inSlot.get(slot)!) };
    planned.outputs.forEach(({ slot, id }, output) => {
      inSlot.set(slot, { kind: "made", call, output, id });
    });
    if (step.name === last) traced.push(call);
  }
  return traced;
}
