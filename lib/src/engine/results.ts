import { join } from "node:path";
import { historyText, planeHistory, unitName } from "../compile/index.ts";
import { type Plan, type PlannedStep, type PlannedStore, type StoredPlane, wellsOf } from "../compile/plan.ts";
import { type PlaneId, planeName } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { Plane } from "../image/plane.ts";
import { PlanePool } from "../image/pool.ts";
import { chosen, chosenChannel, type ResultChoice } from "./choose.ts";
import { PlaneImage } from "./planeImage.ts";
import { planeReader, storeFolder, storesOf } from "./planeStores.ts";

/** A plane that a plan keeps. */
export interface Kept extends StoredPlane {
  /** Planned step that makes it. */
  readonly step: number;
}

/** A plane of a run's store, and words for where it comes from. */
export interface ResultPlane {
  readonly plane: Plane;
  readonly found: Kept;
  readonly well: string;
  readonly channel: string | undefined;
  /** `, z 3` when there are several. */
  readonly depth: string;
  readonly title: string;
}

/** What a run's store holds. */
export interface ResultFacts {
  readonly store: PlannedStore;
  readonly channels: PlannedStore["channels"];
  /** The values that a component of its planes has, in order. */
  readonly ids: (component: keyof PlaneId) => number[];
  /** Steps whose planes are kept. */
  readonly steps: readonly string[];
}

/** An image of a run's store, with a title that says what it is. */
export function resultImage(plan: Plan, choice: ResultChoice): PlaneImage {
  const { plane, found, well, channel, depth, title } = resultPlane(plan, choice);
  const history = planeHistory(plan, well, found.step, found.id);
  const made = history && historyText(history);
  const full = `${title}: ${plan.plate.name}, well ${well}, site ${found.id.site}, ${channel}${depth}${made ? `, ${made}` : ""}`;
  return new PlaneImage(plane, full, history);
}

/**
 * A plane of a run's store.
 *
 * @throws TiterError as {@link keptPlane} does, and `PLANE_NOT_WRITTEN`.
 */
export function resultPlane(plan: Plan, choice: ResultChoice): ResultPlane {
  const { store, ...kept } = keptPlane(plan, choice);
  const pool = new PlanePool(Number.POSITIVE_INFINITY);
  const plane = planeReader(storeFolder(plan.output, store), store).read(kept.well, kept.found, pool);
  return { plane, ...kept };
}

/**
 * Which plane of which store a choice means; what it leaves out is the first there is.
 *
 * @throws TiterError `UNKNOWN_WELL`, ..., `NO_CHECKPOINT`, `MISSING_PLANE`.
 */
export function keptPlane(
  plan: Plan,
  choice: ResultChoice,
): Omit<ResultPlane, "plane"> & { readonly store: PlannedStore } {
  const { store, steps, title } = chosenStore(plan, choice.step);
  const { name } = plan.plate;
  const well = chosen("well", choice.well, store.wells, name);
  const kept = keptPlanes(plan, well, steps);
  const site = chosen("site", choice.site, valuesOf(kept, "site"), name);
  const channels = store.channels.filter(({ id }) => kept.some((plane) => plane.id.channel === id));
  const channel = chosenChannel(choice.channel, channels, name);
  const near = kept.filter(({ id }) => id.site === site && id.channel === channel);
  const z = chosen("z", choice.z, valuesOf(near, "z"), name);
  const timepoint = chosen("timepoint", choice.timepoint, valuesOf(near, "timepoint"), name);
  const found = near.find(({ id }) => id.z === z && id.timepoint === timepoint);
  if (!found) {
    throw new TiterError("MISSING_PLANE", {
      what: `the result has no plane for z ${z} and timepoint ${timepoint}`,
      where: { plate: name, well },
      todo: "Choose another plane.",
    });
  }
  const channelName = channels.find(({ id }) => id === channel)?.name;
  const depth = valuesOf(near, "z").length > 1 ? `, z ${z}` : "";
  return { store, found, well, channel: channelName, depth, title };
}

/** What a run's store holds of all wells; of a step's checkpoint when a step is named. Throws `NO_CHECKPOINT`. */
export function resultFacts(plan: Plan, step: string | undefined): ResultFacts {
  const { store, steps } = chosenStore(plan, step);
  const kept = store.wells.flatMap((well) => keptPlanes(plan, well, steps));
  const ids = (component: keyof PlaneId) => valuesOf(kept, component);
  const there = ids("channel");
  const channels = store.channels.filter(({ id }) => there.includes(id));
  const names = plan.steps.flatMap((one) => (one.checkpoint === null && !one.result ? [] : [one.name]));
  return { store, channels, ids, steps: [...new Set(names)] };
}

/** The planes of a well in a run's store, or in that of a step's checkpoint. Throws `NO_CHECKPOINT`. */
export function keptIds(plan: Plan, step: string | undefined, well: string): PlaneId[] {
  return keptPlanes(plan, well, chosenStore(plan, step).steps).map(({ id }) => id);
}

/** Folders of a unit's images in the stores that keep its well, absolute: a group of an OME-Zarr store, or a folder of TIFF files. */
export function unitFolders(plan: Plan, unit: string): string[] {
  const wells = wellsOf(plan.wells.find((candidate) => candidate.unit === unit)!); // units come from the plan
  const folders = storesOf(plan.output).flatMap((store) => {
    const folder = storeFolder(plan.output, store);
    const kept = wells.filter(({ well }) => store.wells.includes(well));
    return kept.map(({ row, column }) => (store.backend === "zarr" ? join(folder, row, column) : folder));
  });
  return [...new Set(folders)];
}

/** Names of the planes without a file that a unit would have. */
export function missingPlanes(plan: Plan, unit: string): string[] {
  const spanning = plan.wells.some(({ wells }) => wells !== undefined);
  const unitOf = ({ well, ...id }: (typeof plan.missing.planes)[number]) =>
    unitName(plan.axis, spanning ? null : well, id);
  return plan.missing.planes.filter((plane) => unitOf(plane) === unit).map(planeName);
}

/** The result's store or that of a step's checkpoint, the planned steps that write to it, and a name for it. */
function chosenStore(plan: Plan, name: string | undefined) {
  const { output, steps } = plan;
  if (name === undefined) return { store: output.store, steps: steps.filter((step) => step.result), title: "Result" };
  const routes = steps.filter((step) => step.name === name);
  const [step] = routes;
  const store = step?.checkpoint == null ? undefined : output.checkpoints[step.checkpoint];
  if (store) return { store, steps: routes, title: `Step ${name}` };
  if (step?.result) return { store: output.store, steps: routes, title: "Result" };
  const kept = steps.flatMap((one) => (one.checkpoint === null && !one.result ? [] : [one.name]));
  throw new TiterError("NO_CHECKPOINT", {
    what: step ? "the images of the step were not kept" : `there is no step "${name}"`,
    where: { step: name },
    todo: `Choose from: ${[...new Set(kept)].join(", ")}; or enable stepMaterializationConfig for the step and run again.`,
  });
}

function keptPlanes(plan: Plan, well: string, steps: readonly PlannedStep[]): Kept[] {
  const wanted = new Set(steps.map((step) => step.index));
  return plan.wells.flatMap((unit) => {
    const number = wellsOf(unit).findIndex((one) => one.well === well) + 1;
    const calls = number > 0 ? (plan.schedules[unit.schedule]?.calls ?? []) : [];
    return calls.flatMap(({ step, store }) => {
      const own = wanted.has(step) ? store.filter(({ id }) => (id.wellNumber ?? 1) === number) : [];
      return own.map(({ id, index }) => ({ id, index, step }));
    });
  });
}

function valuesOf(kept: readonly Kept[], component: keyof PlaneId): number[] {
  return [...new Set(kept.map(({ id }) => id[component]))].sort((a, b) => a - b);
}
