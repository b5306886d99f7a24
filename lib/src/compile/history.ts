import {
  type AllComponents,
  allComponents,
  comparePlanes,
  idKey,
  type PlaneId,
  type WorkPlaneId,
} from "../components/components.ts";
import { type Plan, type PlannedCall, type PlannedSchedule, type PlannedWell, wellsOf } from "./plan.ts";

/** What one step did on the way to a plane. */
export interface HistoryStep {
  readonly step: string;
  /** Ids of the functions; none where the step passed the planes on. */
  readonly functions: readonly string[];
  /** The planes that the functions were given. */
  readonly inputs: readonly WorkPlaneId[];
  /** The planes that they made of them. */
  readonly outputs: readonly WorkPlaneId[];
}

/** How a plane came about: the planes of the plate that it was made of, their files, and each step on the way. */
export interface PlaneHistory {
  readonly planes: readonly WorkPlaneId[];
  /** Relative to the plate, in the order of `planes`. */
  readonly files: readonly string[];
  readonly steps: readonly HistoryStep[];
}

/**
 * How a plane of a plan comes about.
 *
 * @param step - the planned step that makes it.
 * @returns undefined when the step makes no such plane in that well.
 */
export function planeHistory(plan: Plan, well: string, step: number, id: PlaneId): PlaneHistory | undefined {
  const inUnit = (unit: PlannedWell) => idIn(unit, well, id);
  const lastOf = (unit: PlannedWell) =>
    plan.schedules[unit.schedule]?.calls.findLastIndex(
      (call) => call.step === step && placeOf(call, inUnit(unit)) >= 0,
    ) ?? -1;
  const planned = plan.wells.find((unit) => wellsOf(unit).some((one) => one.well === well) && lastOf(unit) >= 0);
  const schedule = planned && plan.schedules[planned.schedule];
  if (!planned || !schedule) return undefined;
  const last = lastOf(planned);
  const output = placeOf(schedule.calls[last]!, inUnit(planned));
  const { uses, loaded } = usesBehind(plan, schedule, { call: last, outputs: [output] });
  const steps = [...new Set(uses.map(({ call }) => call.step))].map((index) => {
    const own = uses.filter(({ call }) => call.step === index);
    const { name, functions } = plan.steps[index]!; // calls name steps that the plan has
    return {
      step: name,
      functions: functions.map((fn) => fn.id),
      inputs: planesOf(own.flatMap(({ inputs }) => inputs)),
      outputs: planesOf(own.flatMap(({ outputs }) => outputs)),
    };
  });
  return {
    planes: loaded.map((plane) => schedule.planes[plane]!),
    files: loaded.map((plane) => planned.files[plane]!),
    steps: steps.sort((a, b) => indexOf(plan, a.step) - indexOf(plan, b.step)),
  };
}

/** What was projected or put together on the way to a plane, in words: `test.max of z 1, 2`; empty when nothing was. */
export function historyText({ steps }: PlaneHistory): string {
  return steps
    .flatMap(({ functions, inputs, outputs }) => {
      const merged = allComponents.flatMap((component) => {
        const [before, after] = [valuesOf(inputs, component), valuesOf(outputs, component)];
        return before.length > after.length ? [`${component} ${before.join(", ")}`] : [];
      });
      return merged.length > 0 ? [`${functions.join(" -> ")} of ${merged.join(", ")}`] : [];
    })
    .join("; ");
}

/** How a unit names a plane of one of its wells. */
function idIn({ wells }: PlannedWell, well: string, id: PlaneId): WorkPlaneId {
  return wells ? { ...id, wellNumber: wells.findIndex((one) => one.well === well) + 1 } : id;
}

/** Place of a plane among those that a call makes, or -1. */
function placeOf(call: PlannedCall, id: WorkPlaneId): number {
  return call.outputs.findIndex((output) => comparePlanes(output.id, id) === 0);
}

/** A call as far as it counts: the whole of it, or some planes when it works plane by plane. */
interface Use {
  readonly call: PlannedCall;
  readonly inputs: PlannedCall["inputs"];
  readonly outputs: PlannedCall["outputs"];
}

/** What is behind some outputs of a call, itself included, and the places of the planes that were loaded for it. */
function usesBehind(
  plan: Plan,
  { calls }: PlannedSchedule,
  from: { readonly call: number; readonly outputs: readonly number[] },
): { readonly uses: Use[]; readonly loaded: readonly number[] } {
  const wanted = new Map([[from.call, new Set(from.outputs)]]);
  const loaded = new Set<number>();
  const uses: Use[] = [];
  // a plane is made before it is used, so each call is complete when it is reached
  for (let index = from.call; index >= 0; index--) {
    const call = calls[index]!;
    const outputs = [...(wanted.get(index) ?? [])];
    if (outputs.length === 0) continue;
    const single = plan.steps[call.step]!.functions.every(({ contract }) => contract === "PURE_2D");
    const inputs = single ? outputs.map((place) => call.inputs[place]!) : call.inputs;
    uses.push({ call, inputs, outputs: single ? outputs.map((place) => call.outputs[place]!) : call.outputs });
    for (const { slot } of inputs) {
      const load = call.load.find((candidate) => candidate.slot === slot);
      if (load) loaded.add(load.plane);
      else want(wanted, makerOf(plan, calls, index, slot));
    }
  }
  return { uses, loaded: [...loaded].sort((a, b) => a - b) };
}

/** An output of a call. */
interface Made {
  readonly call: number;
  readonly output: number;
}

/** What made the plane in a slot of a call: the last that put one into it before, or wrote the one that is read back. */
function makerOf(plan: Plan, calls: readonly PlannedCall[], before: number, slot: number): Made {
  const fetched = calls[before]?.fetch?.find((candidate) => candidate.slot === slot);
  const outputOf = (call: PlannedCall) =>
    fetched === undefined
      ? call.outputs.findIndex((output) => output.slot === slot)
      : plan.steps[call.step]?.intermediate === fetched.intermediate
        ? placeOf(call, fetched.id)
        : -1;
  const call = calls.slice(0, before).findLastIndex((candidate) => outputOf(candidate) >= 0);
  return { call, output: outputOf(calls[call]!) }; // a plan makes each plane before it is used
}

function want(wanted: Map<number, Set<number>>, { call, output }: Made): void {
  wanted.set(call, (wanted.get(call) ?? new Set()).add(output));
}

function planesOf(places: readonly { readonly id: WorkPlaneId }[]): WorkPlaneId[] {
  return places.map(({ id }) => id).sort(comparePlanes);
}

function valuesOf(planes: readonly WorkPlaneId[], component: AllComponents): number[] {
  const values = planes.map((id) => id[idKey(component)] ?? 0);
  return [...new Set(values)].sort((a, b) => a - b);
}

function indexOf(plan: Plan, step: string): number {
  return plan.steps.findIndex(({ name }) => name === step);
}
