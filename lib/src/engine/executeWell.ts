import type { PlannedCall, PlannedStep, PlannedStore } from "../compile/plan.ts";
import { planeName } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { Kernels } from "../functions/kernels.ts";
import type { Plane } from "../image/plane.ts";
import { PlanePool } from "../image/pool.ts";
import type { PlaneFile } from "../microscopes/plateIndex.ts";
import { callChain } from "./callFunction.ts";
import type { PlanFrame, WellProgress, WellTask } from "./executor.ts";
import type { PlannedFunctions } from "./plannedFunctions.ts";
import { Slots } from "./slots.ts";
import { SpecialPlaces } from "./specialPlaces.ts";
import { WellTables } from "./wellTables.ts";

/** The part of the run's stores that one well fills. */
export interface WellStore {
  /** Writes a plane to one of the stores, by commit-or-nothing. */
  readonly write: (store: PlannedStore, place: PlannedCall["store"][number], plane: Plane) => void;
  /** Waits until all planes written so far are on the disk. */
  readonly sync: () => Promise<void>;
}

/** What a well's work needs from outside. */
export interface WellTools {
  /** The kernels of a build, opened once: `auto`, `native`, `wasm`, ... Throws `KERNELS_UNAVAILABLE`. */
  readonly kernels: (asked: string) => Kernels;
  /** Most bytes of planes at once. */
  readonly memoryLimit: number;
  /** The functions that a plan names, with those whose code it carries. */
  readonly functions: (frame: PlanFrame) => Promise<PlannedFunctions>;
  /** Reads a plane of the plate into a plane from the pool. */
  readonly read: (task: WellTask, file: PlaneFile, pool: PlanePool) => Plane;
  /** Where a well's result planes go. */
  readonly store: (task: WellTask) => WellStore;
}

/**
 * Executes a well's calls in their planned order and gives the rows of its tables.
 *
 * @returns undefined when the run was cancelled on the way.
 * @throws TiterError of whatever went wrong, naming well, step and plane.
 */
export async function executeWell(
  task: WellTask,
  tools: WellTools,
  store: WellStore,
  report: (progress: WellProgress) => void | Promise<void>,
): Promise<WellTables | undefined> {
  const { frame, well, schedule, cancelled } = task;
  const pool = new PlanePool(tools.memoryLimit);
  const slots = new Slots(pool);
  const specials = new SpecialPlaces(frame.plateInputs);
  const signal = {
    get aborted() {
      // A relaxed look is enough: the flag is set once and only tells us to stop.
      return Atomics.load(cancelled, 0) === 1;
    },
  };
  const find = await tools.functions(frame);
  const callTools = { kernels: tools.kernels(task.kernels), find, pool, slots, specials, signal };
  const tables = new WellTables(well.well);
  const stores = frame.steps.map((step) => storesOf(step, task));
  for (const [done, call] of schedule.calls.entries()) {
    if (signal.aborted) return undefined;
    const step = frame.steps[call.step]!; // the plan guard checked it
    await report({ step: step.name, done, total: schedule.calls.length });
    try {
      for (const { slot, plane } of call.load) slots.put(slot, reading(task, fileOf(task, plane), tools, pool));
      const input = call.inputs.map((place) => slots.get(place.slot));
      const { stack, tables: filled } = await callChain(step, call, input, callTools);
      checkOutputs(call, stack.length);
      for (const [i, { slot }] of call.outputs.entries()) slots.put(slot, stack[i]!);
      slots.releaseAll(stack);
      for (const to of stores[call.step]!)
        for (const place of call.store) store.write(to, place, slots.get(place.slot));
      for (const slot of call.free) slots.free(slot);
      specials.drop(call.specials?.drop ?? []);
      for (const table of filled) tables.add(step, table);
    } catch (thrown) {
      if (signal.aborted) return undefined; // functions may leave by an error when they are told to stop
      throw located(thrown, task, step, call);
    }
  }
  await report({ step: frame.steps.at(-1)?.name ?? "", done: schedule.calls.length, total: schedule.calls.length });
  return tables;
}

/** The stores that keep what a step makes of this well. */
function storesOf({ result, checkpoint }: PlannedStep, { frame: { output }, well }: WellTask): PlannedStore[] {
  const stores = [...(result ? [output.store] : []), ...(checkpoint === null ? [] : [output.checkpoints[checkpoint]!])];
  return stores.filter(({ wells }) => wells.includes(well.well));
}

function fileOf({ well, schedule }: WellTask, plane: number): PlaneFile {
  // the plan guard checked that there are as many files as planes
  return { id: schedule.planes[plane]!, path: well.files[plane]!, page: well.pages[plane]! };
}

function reading(task: WellTask, file: PlaneFile, tools: WellTools, pool: PlanePool): Plane {
  try {
    return tools.read(task, file, pool);
  } catch (thrown) {
    throw TiterError.from(
      thrown,
      "PLANE_UNREADABLE",
      { file: file.path, component: planeName(file.id) },
      "Check or replace the file, then run again: only this well is done again.",
    );
  }
}

function checkOutputs(call: PlannedCall, given: number): void {
  if (given === call.outputs.length) return;
  throw new TiterError("FUNCTION_CONTRACT", {
    what: `the step's functions returned ${given} planes where the plan expects ${call.outputs.length}`,
    todo: "Check the contracts of the step's functions and compile again.",
  });
}

function located(thrown: unknown, task: WellTask, step: PlannedStep, call: PlannedCall): TiterError {
  const group = Object.entries(call.group).map(([component, value]) => `${component} ${value}`);
  const where = {
    plate: task.frame.plate.name,
    well: task.well.well,
    step: step.name,
    ...(group.length === 0 ? {} : { component: group.join(" ") }),
  };
  return TiterError.from(thrown, "FUNCTION_FAILED", where, "Check the step's function and parameters, then run again.");
}
