import { join } from "node:path";
import { TiterError } from "../../errors.ts";
import type { CallResult } from "../../functions/contract.ts";
import type { FunctionDeclaration } from "../../functions/define.ts";
import type { Kernels } from "../../functions/kernels.ts";
import type { Parameters, Values } from "../../functions/parameters.ts";
import type { MemoryBudget } from "../../image/budget.ts";
import type { Plane, PlaneHeader, Stack } from "../../image/plane.ts";
import { PlanePool } from "../../image/pool.ts";
import { loadSource } from "../loadSource.ts";
import { registryWith } from "../registry.ts";
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
  refuseSpecials(declaration);
  using pool = new PlanePool(tools.memory);
  const stack = task.planes.map((header, index): Plane => {
    const plane = pool.acquire(header);
    readPixels(join(folder, callFile.given(index)), plane);
    return plane;
  });
  // PURE_2D functions get plane by plane; the rows of their tables are put together.
  const parts = declaration.contract === "PURE_2D" ? stack.map((plane) => [plane]) : [stack];
  const results: CallResult[] = [];
  for (const part of parts) results.push(await invoked(declaration, task, part, pool, tools));
  const planes = results.flatMap((result) => result.stack);
  planes.forEach((plane, index) => {
    writePixels(join(folder, callFile.result(index)), plane);
  });
  const names = Object.keys(declaration.tables ?? {});
  const tables = Object.fromEntries(
    names.map((name) => [name, joined(results.map(({ tables }) => tables?.[name] ?? {}))]),
  );
  return { planes: planes.map(headerOf), tables };
}

async function invoked(
  declaration: FunctionDeclaration<Parameters>,
  { values, kernels }: CallTask,
  stack: Stack,
  pool: PlanePool,
  tools: CallingTools,
): Promise<CallResult> {
  // Holds: the client has completed and checked the values.
  return declaration.run(stack, values as Values<Parameters>, {
    kernels: tools.kernels(kernels),
    planes: stack.map((_, index) => ({ site: 1, channel: index + 1, z: 1, timepoint: 1 })),
    specials: {},
    device: null,
    acquire: (header) => pool.acquire(header),
    release: (plane) => pool.release(plane),
    signal: { aborted: false },
  });
}

function joined(parts: readonly Readonly<Record<string, readonly unknown[]>>[]): CallAnswer["tables"][string] {
  const [first = {}] = parts;
  const columns = Object.keys(first).map((name) => [name, parts.flatMap((part) => part[name] ?? [])]);
  return Object.fromEntries(columns) as CallAnswer["tables"][string]; // the same cells as the parts have
}

function headerOf({ dtype, height, width, spacing }: Plane): PlaneHeader {
  return { dtype, height, width, ...(spacing === undefined ? {} : { spacing }) };
}

function refuseSpecials({ id, specialInputs = {} }: FunctionDeclaration<Parameters>): void {
  const names = Object.keys(specialInputs);
  if (names.length === 0) return;
  throw new TiterError("NEEDS_PIPELINE", {
    what: `${id} takes ${names.join(", ")} from earlier steps or from the plate`,
    where: { field: id },
    todo: "Use it in a step of a pipeline.",
  });
}
