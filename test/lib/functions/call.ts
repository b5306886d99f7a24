import type { CallContext, CallResult } from "#lib/functions/contract.js";
import type { BoundFunction } from "#lib/functions/define.js";
import type { Kernels } from "#lib/functions/kernels.js";
import { completeParameters } from "#lib/functions/parameters.js";
import { type Plane, PlanePool, type Stack } from "#lib/image/index.js";

/** Runs a function on planes by its contract, as the engine does; tables of several calls are joined. */
export async function callFunction(
  kernels: Kernels,
  { declaration, given }: BoundFunction,
  stack: Stack,
  specials: Readonly<Record<string, unknown>> = {},
): Promise<CallResult> {
  const pool = new PlanePool(1 << 30);
  const values = completeParameters(declaration.id, declaration.parameters, given);
  const parts = declaration.contract === "PURE_2D" ? stack.map((plane) => [plane]) : [stack];
  const results: CallResult[] = [];
  for (const part of parts) results.push(await declaration.run(part, values, contextOf(kernels, pool, part, specials)));
  const [first] = results;
  if (!first || results.length === 1) return first ?? { stack: [] };
  return { ...first, stack: results.flatMap((result) => result.stack) };
}

function contextOf(
  kernels: Kernels,
  pool: PlanePool,
  stack: readonly Plane[],
  specials: Readonly<Record<string, unknown>>,
): CallContext {
  return {
    kernels,
    planes: stack.map((_, index) => ({ site: index + 1, channel: index + 1, z: index + 1, timepoint: 1 })),
    specials,
    acquire: (header) => pool.acquire(header),
    release: (plane) => pool.release(plane),
    device: null,
    signal: { aborted: false },
  };
}
