import { comparePlanes, type WorkPlaneId } from "../components/components.ts";
import type { StepFlow } from "./flow.ts";
import { routeOf } from "./routes.ts";

/** A plane at one place of a well's run: read from the plate for one step, or made by a group. */
export interface PlaneUse {
  readonly id: WorkPlaneId;
  /** The group that makes it; undefined when it is read from the plate. */
  readonly maker: Group | undefined;
  /** Where it is among the well's planes, when it is read from the plate. */
  readonly fromPlate: number;
  /** Whether it is read back from the store in which its maker's planes wait. */
  readonly fetched: boolean;
}

/** Planes that a step's functions get at once, and the planes that they make of them. */
export interface Group {
  readonly flow: StepFlow;
  /** Place of the group's route among the plan's steps. */
  readonly planned: number;
  readonly fixed: Readonly<Partial<WorkPlaneId>>;
  readonly inputs: readonly PlaneUse[];
  readonly outputs: readonly PlaneUse[];
}

/**
 * The groups of every step on the planes of a well, in order of their planes. The variable components vary inside a group,
 * the others are fixed.
 */
export function groupPlanes(planes: readonly WorkPlaneId[], flow: readonly StepFlow[]): Group[][] {
  let previous: readonly PlaneUse[] = [];
  return flow.map((step, index) => {
    const readsPlate = index === 0 || step.settings.reads === "plate";
    const inputs = readsPlate
      ? planes.map((id, fromPlate) => ({ id, maker: undefined, fromPlate, fetched: false }))
      : previous;
    const groups = partition(inputs, step).map((members) => makeGroup(step, members));
    const made = groups.flatMap((group) => group.outputs).sort((a, b) => comparePlanes(a.id, b.id));
    // a plane that is read back is another use than the one that was written, so neither is held in between
    previous = step.intermediate !== null ? made.map((use) => ({ ...use, fetched: true })) : made;
    return groups;
  });
}

function partition(uses: readonly PlaneUse[], { fixed }: StepFlow): PlaneUse[][] {
  const groups = new Map<string, PlaneUse[]>();
  for (const use of uses) {
    const key = fixed.map((component) => use.id[component]).join();
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return [...groups.values()];
}

function makeGroup(flow: StepFlow, inputs: readonly PlaneUse[]): Group {
  const { fixed, firsts, routes, firstRoute, settings } = flow;
  const first = inputs[0]!.id; // a group exists because of its first member
  const route = routeOf(routes, settings.groupBy, first);
  const outputs: PlaneUse[] = [];
  const group: Group = {
    flow,
    planned: firstRoute + route,
    fixed: Object.fromEntries(fixed.flatMap((key) => (first[key] === undefined ? [] : [[key, first[key]]]))),
    inputs,
    outputs,
  };
  const made = routes[route]?.collapses ? [{ ...first, ...firsts }] : inputs.map((use) => use.id);
  for (const id of made) outputs.push({ id, maker: group, fromPlate: -1, fetched: false });
  return group;
}
