import { join } from "node:path";
import { TiterError } from "../../errors.ts";
import type { Kernels } from "../../functions/kernels.ts";
import type { Parameters, Values } from "../../functions/parameters.ts";
import type { MemoryBudget } from "../../image/budget.ts";
import type { Plane, PlaneHeader } from "../../image/plane.ts";
import { PlanePool } from "../../image/pool.ts";
import { loadSource } from "../loadSource.ts";
import { registryWith } from "../registry.ts";
import { callOnce } from "./callOnce.ts";
import { readPixels, writePixels } from "./planeFile.ts";
import { type CallAnswer, type CallOutcome, type CallTask, callFile } from "./task.ts";

/** What a call needs of the thread that it runs in. */
export interface CallingTools {
  readonly kernels: (asked: string) => Kernels;
  readonly memory: MemoryBudget;
}

/**
 * Calls a function on the planes of a folder and writes its planes beside them; never rejects.
 *
 * @param base the engine's folder
 */
export async function runCall(task: CallTask, base: string, tools: CallingTools): Promise<CallOutcome> {
  try {
    return { kind: "done", ...(await called(task, join(base, task.folder), tools)) };
  } catch (thrown) {
    const todo = "Look at the parameters and at the image.";
    return { kind: "failed", error: TiterError.from(thrown, "FUNCTION_FAILED", { field: task.id }, todo).toData() };
  }
}

async function called(task: CallTask, folder: string, tools: CallingTools): Promise<CallAnswer> {
  const { id, version, source } = task;
  const declaration = source ? await loadSource(source, id) : registryWith().find(id, version);
  using pool = new PlanePool(tools.memory);
  const given = task.planes.map((header, index): Plane => {
    const plane = pool.acquire(header);
    readPixels(join(folder, callFile.given(index)), plane);
    return plane;
  });
  // Holds: the client has completed and checked the values.
  const values = task.values as Values<Parameters>;
  const idOf = (index: number) => ({ site: 1, channel: index + 1, z: 1, timepoint: 1 });
  const { stack, tables } = await callOnce(declaration, given, values, {
    kernels: tools.kernels(task.kernels),
    pool,
    idOf,
  });
  stack.forEach((plane, index) => {
    writePixels(join(folder, callFile.result(index)), plane);
  });
  return { planes: stack.map(headerOf), tables };
}

function headerOf({ dtype, height, width, spacing }: Plane): PlaneHeader {
  return { dtype, height, width, ...(spacing === undefined ? {} : { spacing }) };
}
