import {
  type PlannedCall,
  type PlannedStep,
  type PlannedStore,
  type PlannedWell,
  type StoredPlane,
  wellOf,
} from "../compile/plan.ts";
import { outlinesName, type SpecialPlace } from "../compile/specialFile.ts";
import { planeName } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { Kernels } from "../functions/kernels.ts";
import { MemoryBudget } from "../image/budget.ts";
import type { Plane, Stack } from "../image/plane.ts";
import { PlanePool } from "../image/pool.ts";
import type { SpareBuffers } from "../image/spareBuffers.ts";
import type { PlaneFile } from "../microscopes/plateIndex.ts";
import type { Tapped } from "../stream/tap.ts";
import { callGroup } from "./callGroup.ts";
import type { PlanFrame, WellProgress, WellTask } from "./executor.ts";
import type { PlaneStore } from "./planeStores.ts";
import type { PlannedFunctions } from "./plannedFunctions.ts";
import type { SavedSpecials } from "./savedSpecials.ts";
import { showCall } from "./showCall.ts";
import { Slots } from "./slots.ts";
import { SpecialPlaces } from "./specialPlaces.ts";
import { WellTables } from "./wellTables.ts";

/** The stores that a well's planes go to. */
export interface WellStores {
  /** One of the run's stores: of the result, or of a checkpoint. */
  readonly kept: (store: PlannedStore) => PlaneStore;
  /** The well's own stores of planes between steps. */
  readonly between: readonly PlaneStore[];
  /** Waits until all planes that are kept are on the disk. */
  readonly sync: () => Promise<void>;
  /** Forgets what is not written yet, after a failure. */
  readonly discard: () => void;
}

/** What a well's work needs from outside. */
export interface WellTools {
  /** The kernels of a build, opened once: `auto`, `native`, `wasm`, ... Throws `KERNELS_UNAVAILABLE`. */
  readonly kernels: (asked: string) => Kernels;
  /** Drops whatever is kept from well to well and can be made again, after memory ran out. */
  readonly clear: () => void;
  /** Bytes of planes that all wells in work may hold together. */
  readonly memory: MemoryBudget;
  /** What the pools of this thread's wells leave to each other. */
  readonly spare: SpareBuffers;
  /** The functions that a plan names, with those whose code it carries. */
  readonly functions: (frame: PlanFrame) => Promise<PlannedFunctions>;
  /** Reads a plane of the plate into a plane from the pool. */
  readonly read: (task: WellTask, file: PlaneFile, pool: PlanePool) => Plane;
  /** Hands a plane to the hub; absent where there is none. */
  readonly toHub?: (made: Tapped) => void;
  /** Where a well's planes go. */
  readonly stores: (task: WellTask) => Promise<WellStores>;
}

/** What a well leaves besides its planes. */
export interface WellFiles {
  readonly tables: WellTables;
  readonly specials: SavedSpecials;
}

/**
 * Executes a well's calls in their planned order and gives what becomes files besides its planes.
 *
 * @returns undefined when the run was cancelled on the way.
 * @throws TiterError of whatever went wrong, naming well, step and plane.
 */
export async function executeWell(
  task: WellTask,
  tools: WellTools,
  wellStores: WellStores,
  report: (progress: WellProgress) => void | Promise<void>,
): Promise<WellFiles | undefined> {
  const { frame, well, schedule, cancelled } = task;
  using pool = new PlanePool(new MemoryBudget(tools.memory.limit, tools.memory.shared, task.held), tools.spare);
  const slots = new Slots(pool);
  const specials = new SpecialPlaces(frame.plateInputs, well);
  const signal = {
    get aborted() {
      // A relaxed look is enough: the flag is set once and only tells us to stop.
      return Atomics.load(cancelled, 0) === 1;
    },
  };
  const find = await tools.functions(frame);
  using kernels = watching(tools.kernels(task.kernels), cancelled);
  const callTools = { kernels: kernels.kernels, find, pool, slots, specials, signal };
  const tables = new WellTables(well);
  const stores = frame.steps.map((step) => storesOf(step, task, wellStores));
  for (const [done, call] of schedule.calls.entries()) {
    if (signal.aborted) return undefined;
    Atomics.store(task.begun, 0, done + 1); // whoever watches for calls that take too long sees it change
    const step = frame.steps[call.step]!; // the plan guard checked it
    await report({ step: step.name, done, total: schedule.calls.length });
    try {
      for (const { slot, plane } of call.load) slots.put(slot, reading(task, fileOf(task, plane), tools, pool));
      for (const { slot, intermediate, ...place } of call.fetch ?? []) {
        slots.put(slot, wellStores.between[intermediate]!.read(wellOf(well, place.id).well, place, pool)); // the plan guard checked it
      }
      const input = call.inputs.map((place) => slots.get(place.slot));
      const device = well.devices?.[call.step] ?? null;
      const made = await callGroup(step, call, input, { ...callTools, device }, (thrown) => {
        tools.clear();
        const error = located(thrown, task, step, call).toData();
        return report({ step: step.name, done, total: schedule.calls.length, split: error });
      });
      const { stack, tables: filled } = made;
      checkOutputs(step, call, stack);
      for (const [i, { slot }] of call.outputs.entries()) slots.put(slot, stack[i]!);
      if (tools.toHub) showCall(task, call, made, tools.toHub);
      slots.releaseAll(stack);
      for (const { slot, ...place } of call.store) {
        const plane = slots.get(slot);
        for (const to of stores[call.step]!) to(place, plane);
        if (keepsLabels(step, frame))
          specials.saved.add(outlinesPlace(step, well, place), "rois", {
            height: plane.height,
            width: plane.width,
            data: plane.data,
          });
      }
      for (const slot of call.free) slots.free(slot);
      specials.drop(call.specials?.drop ?? []);
      for (const table of filled) tables.add(step, table);
    } catch (thrown) {
      if (signal.aborted) return undefined; // functions may leave by an error when they are told to stop
      throw located(thrown, task, step, call);
    }
  }
  await report({ step: frame.steps.at(-1)?.name ?? "", done: schedule.calls.length, total: schedule.calls.length });
  return { tables, specials: specials.saved };
}

/** Whether a step's label images are kept: then their outlines become files, beside the tables. */
function keepsLabels({ result, checkpoint }: PlannedStep, { output }: PlanFrame): boolean {
  const stores = [...(result ? [output.store] : []), ...(checkpoint === null ? [] : [output.checkpoints[checkpoint]!])];
  return stores.some(({ labels }) => labels !== undefined);
}

function outlinesPlace({ name: step }: PlannedStep, well: PlannedWell, { id }: StoredPlane): SpecialPlace {
  const { wellNumber: _, ...of } = id;
  return { step, name: outlinesName, well: wellOf(well, id).well, of };
}

/** Kernels that end soon after the run was cancelled. */
function watching(kernels: Kernels, cancelled: Int32Array): Disposable & { readonly kernels: Kernels } {
  kernels.watch(cancelled);
  return { kernels, [Symbol.dispose]: () => kernels.watch(null) };
}

/** Writers to the stores that keep what a step makes, of the wells that they keep, for good or for the step behind it. */
function storesOf(
  { result, checkpoint, intermediate }: PlannedStep,
  { frame: { output }, well }: WellTask,
  { kept, between }: WellStores,
): ((place: StoredPlane, plane: Plane) => void)[] {
  const stores = [...(result ? [output.store] : []), ...(checkpoint === null ? [] : [output.checkpoints[checkpoint]!])];
  const waiting = intermediate === null ? [] : [between[intermediate]!];
  return [
    ...stores.map((store) => (place: StoredPlane, plane: Plane) => {
      const at = wellOf(well, place.id);
      if (store.wells.includes(at.well)) kept(store).write(at, place, plane);
    }),
    ...waiting.map((store) => (place: StoredPlane, plane: Plane) => store.write(wellOf(well, place.id), place, plane)),
  ];
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

function checkOutputs({ size }: PlannedStep, call: PlannedCall, stack: Stack): void {
  const todo = "Check the contracts and declared sizes of the step's functions and compile again.";
  const refuse = (given: string, wanted: string) =>
    new TiterError("FUNCTION_CONTRACT", {
      what: `the step's functions returned ${given} where the plan expects ${wanted}`,
      todo,
    });
  const wanted = call.outputs.length;
  if (stack.length !== wanted) throw refuse(`${stack.length} planes`, String(wanted));
  const other = stack.find(({ height, width }) => height !== size.y || width !== size.x);
  if (other) throw refuse(`a plane of ${other.height} x ${other.width} pixels`, `${size.y} x ${size.x}`);
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
