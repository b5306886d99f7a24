import { compareFixed, type WorkPlaneId } from "../components/components.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Domain, StepFlow } from "./flow.ts";
import { type Group, groupPlanes } from "./groups.ts";
import { depthFirst, type PlacedCall, placePlanes } from "./liveness.ts";
import type { PlannedCall, PlannedSchedule, PlannedSpecials } from "./plan.ts";
import { type GroupSpecials, linkSpecials, placeSpecials } from "./specials.ts";

/** The work on wells that have these planes. */
export function planSchedule(
  planes: readonly WorkPlaneId[],
  flow: readonly StepFlow[],
  sequential: readonly (keyof WorkPlaneId)[],
  problems: Problem[],
): PlannedSchedule {
  const groups = groupPlanes(planes, flow);
  const linked = linkSpecials(groups, problems);
  const order = depthFirst(inSequence(groups, sequential), needs(linked));
  const { calls, slots } = placePlanes(order);
  const { planned, places } = placeSpecials(order, linked);
  return { planes, slots, specials: places, calls: calls.map((call) => plannedCall(call, planned.get(call.group))) };
}

/**
 * The groups of all steps, those of each combination of the sequential components behind those of the one before. Such a
 * component is fixed in every group, so no group belongs to two combinations.
 */
function inSequence(steps: readonly (readonly Group[])[], sequential: readonly (keyof WorkPlaneId)[]): Group[] {
  const compare = (a: Group, b: Group) => compareFixed(a.fixed, b.fixed, sequential);
  return steps.flat().sort(compare); // stable: the steps of a combination stay in order
}

/** The groups that make the special values of a group. */
function needs(linked: ReadonlyMap<Group, GroupSpecials>): (group: Group) => readonly Group[] {
  return (group) => {
    const { takes = [] } = linked.get(group) ?? {};
    return takes.flatMap(({ from }) => from.flat().map(({ maker }) => maker)).filter((maker) => maker !== group);
  };
}

function plannedCall({ group, inputs, outputs, free }: PlacedCall, specials: PlannedSpecials | undefined): PlannedCall {
  const { last, settings, intermediate, outputs: domain } = group.flow;
  const fetch = group.inputs.flatMap(({ id, maker, fetched }, i) => {
    const from = fetched ? maker?.flow : undefined;
    if (from?.intermediate == null) return [];
    return [{ slot: inputs[i]!, intermediate: from.intermediate, id, index: indexIn(from.outputs, id) }];
  });
  return {
    step: group.planned,
    group: group.fixed,
    load: group.inputs.flatMap(({ fromPlate }, i) => (fromPlate < 0 ? [] : [{ slot: inputs[i]!, plane: fromPlate }])),
    ...(fetch.length === 0 ? {} : { fetch }),
    inputs: group.inputs.map(({ id }, i) => ({ slot: inputs[i]!, id })),
    outputs: group.outputs.map(({ id }, i) => ({ slot: outputs[i]!, id })),
    store:
      last || intermediate !== null || settings.checkpoint
        ? group.outputs.map(({ id }, i) => ({ slot: outputs[i]!, id, index: indexIn(domain, id) }))
        : [],
    free,
    ...(specials === undefined ? {} : { specials }),
  };
}

/** Place of a plane in the array of its site. */
function indexIn({ timepoint, channel, z }: Domain, id: WorkPlaneId): PlannedCall["store"][number]["index"] {
  return [timepoint.indexOf(id.timepoint), channel.indexOf(id.channel), z.indexOf(id.z)];
}
