import { StoreWriter } from "../files/disk/storeWriter.ts";
import type { Kernels } from "../functions/kernels.ts";
import { loadKernels } from "../functions/native/index.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import { readPlane } from "../microscopes/disk/plate.ts";
import type { WellTools } from "./executeWell.ts";
import { storeFolder } from "./output.ts";
import { registryWith } from "./registry.ts";

/** What the thread that calls this needs to work on wells; kernels are opened when first asked for. */
export function wellTools(memoryLimit: number, registry: FunctionRegistry = registryWith()): WellTools {
  const opened = new Map<string, Kernels>();
  let writer: { readonly runId: string; readonly to: StoreWriter } | undefined;
  return {
    memoryLimit,
    kernels: (asked) => {
      const kernels = opened.get(asked) ?? loadKernels({ build: asked, threads: 1 });
      opened.set(asked, kernels);
      return kernels;
    },
    find: (id, version) => registry.find(id, version),
    read: ({ frame }, file, pool) => readPlane(frame.plate, file, pool),
    store: (task) => {
      const { output } = task.frame;
      if (writer?.runId !== task.runId) {
        writer = { runId: task.runId, to: new StoreWriter(storeFolder(output), output.store) };
      }
      const { to } = writer;
      return {
        write: ({ site, index }, plane) => to.write(task.well, site, index, plane),
        sync: () => to.sync(),
      };
    },
  };
}
