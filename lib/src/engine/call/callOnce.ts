import type { PlaneId } from "../../components/components.ts";
import { TiterError } from "../../errors.ts";
import type { CallResult, Rows } from "../../functions/contract.ts";
import type { FunctionDeclaration } from "../../functions/define.ts";
import type { Kernels } from "../../functions/kernels.ts";
import type { Parameters, Values } from "../../functions/parameters.ts";
import type { Stack } from "../../image/plane.ts";
import type { PlanePool } from "../../image/pool.ts";

/** What one call outside of a pipeline needs. */
export interface CallOnceTools {
  readonly kernels: Kernels;
  readonly pool: PlanePool;
  /** What the planes of the stack, counted from 0, pass for. */
  readonly idOf: (index: number) => PlaneId;
}

/**
 * Calls a function outside of a pipeline, by its contract: PURE_2D plane by plane, the rows of its tables put together, else the stack.
 *
 * @throws TiterError `NEEDS_PIPELINE` when it takes values from earlier steps or from the plate; whatever the function throws.
 */
export async function callOnce(
  declaration: FunctionDeclaration<Parameters>,
  stack: Stack,
  values: Values<Parameters>,
  { kernels, pool, idOf }: CallOnceTools,
): Promise<Required<CallResult>> {
  refuseSpecials(declaration);
  const planes = stack.map((plane, index) => ({ plane, id: idOf(index) }));
  const parts = declaration.contract === "PURE_2D" ? planes.map((one) => [one]) : [planes];
  const results: CallResult[] = [];
  for (const part of parts) {
    const given = part.map(({ plane }) => plane);
    const result = await declaration.run(given, values, {
      kernels,
      planes: part.map(({ id }) => id),
      specials: {},
      device: null,
      acquire: (header) => pool.acquire(header),
      release: (plane) => pool.release(plane),
      signal: { aborted: false },
    });
    results.push(result);
  }
  const names = Object.keys(declaration.tables ?? {});
  return {
    stack: results.flatMap((result) => result.stack),
    tables: Object.fromEntries(names.map((name) => [name, joined(results.map(({ tables }) => tables?.[name] ?? {}))])),
    specials: Object.assign({}, ...results.map(({ specials }) => specials ?? {})),
  };
}

function joined(parts: readonly Rows[]): Rows {
  const [first = {}] = parts;
  return Object.fromEntries(Object.keys(first).map((name) => [name, parts.flatMap((part) => part[name] ?? [])]));
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
