import { join } from "node:path";
import { type Plan, type PlannedStore, wellsOf } from "../compile/plan.ts";
import { openTiles, type Tiles } from "../files/disk/tiles.ts";
import { ZarrReader } from "../files/disk/zarrReader.ts";
import type { Kernels } from "../functions/kernels.ts";
import { loadKernels } from "../functions/native/index.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import type { MemoryBudget } from "../image/budget.ts";
import { SpareBuffers } from "../image/spareBuffers.ts";
import { readPlane } from "../microscopes/disk/plate.ts";
import type { WellTools } from "./executeWell.ts";
import type { WellTask } from "./executor.ts";
import { hidden } from "./output.ts";
import { layOut, openPlaneStore, type PlaneStore, storeFolder, storesOf } from "./planeStores.ts";
import { functionFinder } from "./plannedFunctions.ts";

/**
 * What the thread that calls this needs to work on wells; kernels are opened when first asked for.
 *
 * @param own - the functions of all plans, when they were declared in this process; see {@link functionFinder}.
 */
export function wellTools(memory: MemoryBudget, own?: FunctionRegistry): WellTools {
  const opened = new Map<string, Kernels>();
  const spare = new SpareBuffers();
  let kept: { readonly runId: string; readonly byPlace: Map<string, PlaneStore> } | undefined;
  let tiles: Tiles | undefined;
  let zarr: { readonly runId: string; readonly from: ZarrReader } | undefined;
  return {
    memory,
    spare,
    clear: () => {
      spare.clear();
      opened.clear();
      kept = undefined;
      tiles = undefined;
      zarr = undefined;
    },
    kernels: (asked) => {
      const kernels = opened.get(asked) ?? loadKernels({ build: asked, threads: 1 });
      opened.set(asked, kernels);
      return kernels;
    },
    functions: functionFinder(own),
    read: ({ frame, runId }, file, pool) => {
      if (zarr?.runId !== runId) zarr = { runId, from: new ZarrReader() };
      return readPlane(frame.plate, file, pool, zarr.from);
    },
    stores: async (task) => {
      const { output } = task.frame;
      if (kept?.runId !== task.runId) kept = { runId: task.runId, byPlace: new Map() };
      const { byPlace } = kept;
      tiles ??= openTiles();
      for (const store of storesOf(output)) {
        const place = placeOf(output, store);
        byPlace.set(place, byPlace.get(place) ?? (await openPlaneStore(storeFolder(output, store), store, tiles)));
      }
      const between: PlaneStore[] = [];
      for (const store of output.intermediates) between.push(await intermediateStore(task, store, tiles));
      return {
        kept: (store) => byPlace.get(placeOf(output, store))!, // all of the plan's were opened
        between,
        sync: async () => {
          await Promise.all([...byPlace.values()].map((store) => store.sync()));
        },
        discard: () => {
          for (const store of [...byPlace.values(), ...between]) store.discard();
        },
      };
    },
  };
}

/** What tells a plan's stores apart: labels share the folder of their images. */
function placeOf(output: Plan["output"], store: PlannedStore): string {
  return `${storeFolder(output, store)} ${store.labels ?? ""}`;
}

/** A store of planes between the steps of one unit of work, in a folder of its own. */
function intermediateStore({ frame, well }: WellTask, store: PlannedStore, tiles: Tiles): Promise<PlaneStore> {
  const folder = join(hidden.intermediate(frame.output.root, well.unit), store.path);
  layOut(folder, store, wellsOf(well), frame);
  return openPlaneStore(folder, store, tiles);
}
