import type { PlannedCall, PlannedFunction, PlannedStep } from "../compile/plan.ts";
import type { WorkPlaneId } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { CallResult, Rows, SpecialValue } from "../functions/contract.ts";
import type { FunctionDeclaration } from "../functions/define.ts";
import type { Kernels } from "../functions/kernels.ts";
import type { Parameters } from "../functions/parameters.ts";
import type { Dtype } from "../image/dtype.ts";
import type { Plane, PlaneHeader, Stack } from "../image/plane.ts";
import type { PlanePool } from "../image/pool.ts";
import { convertDtype } from "./convertDtype.ts";
import type { Slots } from "./slots.ts";
import type { SpecialPlaces } from "./specialPlaces.ts";

/** What calling functions needs. */
export interface CallTools {
  readonly device: string | null;
  readonly kernels: Kernels;
  readonly pool: PlanePool;
  readonly slots: Slots;
  readonly specials: SpecialPlaces;
  readonly signal: { readonly aborted: boolean };
  readonly find: (planned: PlannedFunction) => FunctionDeclaration<Parameters>;
}

/** Rows that a call filled, and the planes they describe. */
export interface FilledTable {
  readonly name: string;
  readonly planes: readonly WorkPlaneId[];
  readonly rows: Rows;
}

/** A special value of a call that is shown as outlines, and the planes it was made of. */
export interface MadeOutlines {
  readonly name: string;
  readonly planes: readonly WorkPlaneId[];
  readonly value: SpecialValue;
}

/** What a call has made. */
export interface CallMade {
  readonly stack: Stack;
  readonly tables: readonly FilledTable[];
  readonly outlines: readonly MadeOutlines[];
}

/** The planes that a stack stands for. */
interface Named {
  readonly stack: Stack;
  readonly ids: readonly WorkPlaneId[];
}

/**
 * Runs a step's chain of functions on one group, each by its contract: PURE_2D plane by plane, the others on the whole
 * stack. The planes of the result are retained in `slots`; planes acquired on the way are released.
 */
export async function callChain(
  step: PlannedStep,
  call: PlannedCall,
  input: Stack,
  tools: CallTools,
): Promise<CallMade> {
  const { slots } = tools;
  const tables: FilledTable[] = [];
  const outlines: MadeOutlines[] = [];
  let now: Named = { stack: input, ids: call.inputs.map((place) => place.id) };
  slots.retain(now.stack);
  try {
    for (const place of step.functions.keys()) {
      const next = await callOne(step, place, now, call, tools, { tables, outlines });
      slots.releaseAll(now.stack);
      now = next;
    }
    if (step.convertTo !== null) now = { ids: now.ids, stack: converted(now.stack, step.convertTo, tools) };
  } catch (thrown) {
    slots.releaseAll(now.stack);
    throw thrown;
  }
  return { stack: now.stack, tables, outlines };
}

/** The planes of a result in the pixel type that the plan asks for; retained in place of those before. */
function converted(stack: Stack, dtype: Dtype, { kernels, pool, slots }: CallTools): Stack {
  const planes = stack.map((plane) => convertDtype(plane, dtype, kernels, pool));
  slots.retain(planes);
  slots.releaseAll(stack);
  return planes;
}

/** One function on the whole group; the result is retained. */
async function callOne(
  step: PlannedStep,
  place: number,
  now: Named,
  call: PlannedCall,
  tools: CallTools,
  { tables, outlines }: { readonly tables: FilledTable[]; readonly outlines: MadeOutlines[] },
): Promise<Named> {
  const planned = step.functions[place]!;
  const declaration = tools.find(planned);
  const parts =
    planned.contract === "PURE_2D" ? now.stack.map((plane, i) => ({ stack: [plane], ids: [now.ids[i]!] })) : [now];
  const result: Plane[] = [];
  try {
    for (const [index, part] of parts.entries()) {
      const invocation = { step: step.name, declaration, place, part: index };
      const taken = tools.specials.take(call.specials, invocation);
      const { stack, tables: filled, specials } = await invoke(declaration, planned, part, taken, tools);
      tools.slots.retain(stack);
      result.push(...stack);
      tools.specials.put(call.specials, invocation, specials);
      for (const [name, rows] of Object.entries(filled ?? {})) tables.push({ name, planes: part.ids, rows });
      for (const [name, { save }] of Object.entries(declaration.specialOutputs ?? {})) {
        const value = specials?.[name];
        if (save === "rois" && value !== undefined) outlines.push({ name, planes: part.ids, value });
      }
    }
  } catch (thrown) {
    tools.slots.releaseAll(result);
    throw thrown;
  }
  const planes = planned.convertTo === null ? result : converted(result, planned.convertTo, tools);
  const same = result.length === now.ids.length && planned.contract !== "VOLUMETRIC_TO_SLICE";
  return { stack: planes, ids: same ? now.ids : call.outputs.map((place) => place.id) };
}

/** One invocation; what the function acquired and does not return goes back to the pool. */
async function invoke(
  declaration: FunctionDeclaration<Parameters>,
  planned: PlannedFunction,
  part: Named,
  specials: Readonly<Record<string, unknown>>,
  tools: CallTools,
): Promise<CallResult> {
  const { pool, kernels, device, signal } = tools;
  const acquired = new Set<Plane>();
  const acquire = (header: PlaneHeader): Plane => {
    const plane = pool.acquire(header);
    acquired.add(plane);
    return plane;
  };
  const release = (plane: Plane): void => {
    pool.release(plane);
    acquired.delete(plane);
  };
  const context = { kernels, device, planes: part.ids, specials, acquire, release, signal };
  try {
    const result = await declaration.run(part.stack, planned.values, context);
    checkCount(planned, part.stack.length, result);
    const returned = new Set(result.stack.map((plane) => plane.data.buffer));
    for (const plane of acquired) if (!returned.has(plane.data.buffer)) pool.release(plane);
    return result;
  } catch (thrown) {
    for (const plane of acquired) if (pool.holds(plane)) pool.release(plane);
    throw thrown;
  }
}

function checkCount(planned: PlannedFunction, given: number, result: CallResult): void {
  const wanted = planned.contract === "VOLUMETRIC_TO_SLICE" ? 1 : given;
  if (result.stack.length === wanted) return;
  throw new TiterError("FUNCTION_CONTRACT", {
    what: `${planned.id} is ${planned.contract} and returned ${result.stack.length} planes for ${given}`,
    todo: `Return ${wanted} ${wanted === 1 ? "plane" : "planes"}, or declare another contract.`,
    details: { function: planned.id, contract: planned.contract, given, returned: result.stack.length, wanted },
  });
}
