import { join } from "node:path";
import type { Plan } from "../compile/plan.ts";
import type { PlaneId } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import { isLabels } from "../files/zarr/layout.ts";
import type { Plane } from "../image/plane.ts";
import { PlanePool } from "../image/pool.ts";
import { openPlate, readPlane } from "../microscopes/disk/plate.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import type { PlaneSources } from "../stream/hub/pixels.ts";
import type { Source, SourceFacts } from "../stream/messages.ts";
import { findPlane } from "./findPlane.ts";
import { resultShapes } from "./resultShapes.ts";
import { keptIds, resultFacts, resultPlane } from "./results.ts";
import type { RunRecords } from "./runRecords.ts";
import { type StoredAt, StoredLevels, stateOf, storedInPlate, storedInRun } from "./storedLevels.ts";
import { readPlan } from "./takeUp.ts";

/** How many plates and plans are kept open. */
const mostOpen = 16;

/** The hub's pixels: of runs that the engine knows, by their plan, and of folders with a plate or a store. */
export function streamSources(records: RunRecords): PlaneSources {
  const levels = new StoredLevels();
  const facts = new Map<string, SourceFacts>();
  const plates = new Map<string, Promise<PlateIndex>>();
  const plans = new Map<string, Plan>();
  const plateOf = (path: string): Promise<PlateIndex> => {
    const open = plates.get(path) ?? openPlate(path);
    open.catch(() => plates.delete(path));
    return remember(plates, path, open);
  };
  const planOf = (runId: string): Plan => {
    const known = plans.get(runId);
    if (known) return known;
    const record = records.read().find((candidate) => candidate.runId === runId);
    if (record) return remember(plans, runId, readPlan(record.output));
    throw new TiterError("UNKNOWN_RUN", {
      what: `the engine knows no run ${runId}`,
      todo: "titer engine status lists its runs.",
    });
  };
  /** Where a plane lies in an OME-Zarr store; undefined when it lies elsewhere. */
  const storedOf = async (source: Source, well: string, id: PlaneId): Promise<StoredAt | undefined> =>
    source.kind === "run"
      ? storedInRun(planOf(source.runId), source.step, well, id)
      : storedInPlate(await plateOf(source.path), well, id);
  return {
    describe: async (source) => {
      if (source.kind === "folder") {
        plates.delete(source.path); // whoever opens it sees what has changed
        return plateFacts(await plateOf(source.path));
      }
      const key = `${source.runId} ${source.step ?? ""}`;
      return remember(facts, key, facts.get(key) ?? runFacts(planOf(source.runId), source.step));
    },
    part: async (source, well, id, level, region) => {
      const stored = await storedOf(source, well, id);
      return stored && levels.read(stored, level, region);
    },
    state: async (source, well, id) => {
      const stored = await storedOf(source, well, id);
      if (stored) return stateOf(stored);
      if (source.kind === "run") return ""; // of a run's files: its planes are written once
      const { path } = await plateOf(source.path);
      const { file } = findPlane(await plateOf(source.path), { well, ...id });
      return stateOf({ file: join(path, file.path) });
    },
    read: async (source, well, id) => {
      if (source.kind === "folder") return platePlane(await plateOf(source.path), well, id);
      return resultPlane(planOf(source.runId), { ...stepOf(source), well, ...id }).plane;
    },
    kept: async (source, well) => {
      if (source.kind === "run") return keptIds(planOf(source.runId), source.step, well);
      const { wells } = await plateOf(source.path);
      return wells.find((candidate) => candidate.well === well)?.planes.map(({ id }) => id) ?? [];
    },
    shapes: async (source, well, id) =>
      source.kind === "run" ? resultShapes(planOf(source.runId), { ...stepOf(source), well, ...id }) : [],
  };
}

function stepOf({ step }: Extract<Source, { kind: "run" }>): { readonly step?: string } {
  return step === undefined ? {} : { step };
}

function platePlane(index: PlateIndex, well: string, id: PlaneId): Plane {
  const { file } = findPlane(index, { well, ...id });
  return readPlane(index, file, new PlanePool(Number.POSITIVE_INFINITY));
}

function plateFacts(index: PlateIndex): SourceFacts {
  const { name, wells, sites, channels, zPlanes, timepoints, shape, dtype, pixelSizeUm, positions } = index;
  const names = wells.map(({ well }) => well);
  const content = isLabels(dtype) ? "labels" : "image";
  return {
    ...{ name, wells: names, sites, channels, zPlanes, timepoints, shape, dtype, content, pixelSizeUm, positions },
    steps: [],
  };
}

function runFacts(plan: Plan, step: string | undefined): SourceFacts {
  const { store, channels, ids, steps } = resultFacts(plan, step);
  const { wells, shape, dtype, pixelSizeUm, positions } = store;
  return {
    ...{ name: plan.plate.name, wells, channels, steps, dtype, pixelSizeUm, positions },
    content: isLabels(dtype) ? "labels" : "image",
    ...{ sites: ids("site"), zPlanes: ids("z"), timepoints: ids("timepoint") },
    shape: { y: shape.y, x: shape.x },
  };
}

/** Keeps what was opened last. */
function remember<T>(open: Map<string, T>, key: string, value: T): T {
  open.delete(key);
  open.set(key, value);
  for (const oldest of open.keys()) if (open.size > mostOpen) open.delete(oldest);
  return value;
}
