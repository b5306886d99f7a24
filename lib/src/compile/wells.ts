import { comparePlanes, type PlaneId, parseWell, planeName } from "../components/index.ts";
import type { WellIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Domain, StepFlow } from "./flow.ts";
import { groupPlanes } from "./groups.ts";
import { depthFirst, type PlacedCall, placePlanes } from "./liveness.ts";
import type { StepMaterialization } from "./phases/materialization.ts";
import type { PlannedCall, PlannedWell } from "./plan.ts";

type StorePlace = PlannedCall["store"][number];

/** The calls of all wells that have the same planes: everything but the files to load. */
interface Template {
  readonly slots: number;
  readonly calls: readonly {
    readonly placed: PlacedCall;
    readonly stored: PlannedCall;
    readonly unstored: PlannedCall;
  }[];
}

/** The work on each well. Wells with the same planes share one schedule, so the time is linear in the number of wells. */
export function planWells(
  wells: readonly WellIndex[],
  flow: readonly StepFlow[],
  materialization: readonly StepMaterialization[],
  problems: Problem[],
): PlannedWell[] {
  const templates = new Map<string, Template>();
  return wells.flatMap((index) => {
    const planes = [...index.planes].sort((a, b) => comparePlanes(a.id, b.id));
    const names = planes.map(({ id }) => planeName(id));
    const name = parseWell(index.well);
    const wrong = name === undefined ? badName(index.well) : twice(index.well, names);
    if (name === undefined || wrong) {
      if (wrong) problems.push(wrong);
      return [];
    }
    const key = names.join();
    const template =
      templates.get(key) ??
      makeTemplate(
        planes.map(({ id }) => ({ ...id })),
        flow,
      );
    templates.set(key, template);
    const calls = template.calls.map(({ placed, stored, unstored }) => {
      const stores = materialization[flow.indexOf(placed.group.flow)]?.stores.has(index.well) ?? false;
      const call = stores ? stored : unstored;
      const load = placed.group.inputs.flatMap(({ id, fromPlate }, i) => {
        const file = planes[fromPlate];
        return file ? [{ slot: placed.inputs[i]!, id, path: file.path, page: file.page }] : [];
      });
      return load.length > 0 ? { ...call, load } : call;
    });
    return [{ well: index.well, ...name, slots: template.slots, calls }];
  });
}

function makeTemplate(planes: readonly PlaneId[], flow: readonly StepFlow[]): Template {
  const { calls, slots } = placePlanes(depthFirst(groupPlanes(planes, flow)));
  return {
    slots,
    calls: calls.map((placed) => {
      const { group } = placed;
      const outputs = group.outputs.map(({ id }, i) => ({ slot: placed.outputs[i]!, id }));
      const unstored: PlannedCall = {
        step: group.planned,
        group: group.fixed,
        load: [],
        inputs: group.inputs.map(({ id }, i) => ({ slot: placed.inputs[i]!, id })),
        outputs,
        store: [],
        free: placed.free,
      };
      const result = group.flow.outputs;
      return {
        placed,
        unstored,
        stored: { ...unstored, store: outputs.map(({ slot, id }) => placeInStore(slot, id, result)) },
      };
    }),
  };
}

function placeInStore(slot: number, id: PlaneId, result: Domain): StorePlace {
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
