import { StoreWriter } from "../files/disk/storeWriter.ts";
import { ZarrReader } from "../files/disk/zarrReader.ts";
import type { Kernels } from "../functions/kernels.ts";
import { loadKernels } from "../functions/native/index.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import { readPlane } from "../microscopes/disk/plate.ts";
import type { WellTools } from "./executeWell.ts";
import { storeFolder } from "./output.ts";
import { functionFinder } from "./plannedFunctions.ts";

/**
 * What the thread that calls this needs to work on wells; kernels are opened when first asked for.
 *
 * @param own - the functions of all plans, when they were declared in this process; see {@link functionFinder}.
 */
export function wellTools(memoryLimit: number, own?: FunctionRegistry): WellTools {
  const opened = new Map<string, Kernels>();
  let writers: { readonly runId: string; readonly byPath: Map<string, StoreWriter> } | undefined;
  let zarr: { readonly runId: string; readonly from: ZarrReader } | undefined;
  return {
    memoryLimit,
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
    store: (task) => {
      const { root } = task.frame.output;
      if (writers?.runId !== task.runId) writers = { runId: task.runId, byPath: new Map() };
      const { byPath } = writers;
      return {
        write: (store, { site, index }, plane) => {
          const writer = byPath.get(store.path) ?? new StoreWriter(storeFolder(root, store), store);
          byPath.set(store.path, writer);
          writer.write(task.well, site, index, plane);
        },
        sync: async () => {
          await Promise.all([...byPath.values()].map((writer) => writer.sync()));
        },
      };
    },
  };
}
