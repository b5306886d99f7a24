import { planeName } from "../../components/components.ts";
import { isTiterError } from "../../errors.ts";
import { type BoundFunction, boundValues, hostMemory, type MemoryType } from "../../functions/index.ts";
import type { MissingPolicy } from "../../microscopes/missing.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { FunctionSources } from "../functionSources.ts";
import type { PlannedFunction, PlannedMissing } from "../plan.ts";
import { enabledOf } from "../routes.ts";
import type { Settings } from "../settings.ts";

/**
 * Phase 4, functions: complete parameters for each route of each step, and memory types that fit together along each chain
 * and between steps.
 */
export function planFunctions(
  flow: readonly StepFlow[],
  sources: FunctionSources,
  problems: Problem[],
): PlannedFunction[][][] {
  let held: MemoryType = "cpu"; // planes come from the plate and go to the store as typed arrays
  const planned = flow.map(({ settings: { step, reads }, routes, conversions }) => {
    const given: MemoryType = reads === "plate" ? "cpu" : held;
    const chains = step.routes ? Object.values(step.routes) : [step.func];
    const empty = chains.find((chain) => enabledOf(chain).length === 0);
    if (empty) problems.push(emptyStep(step.name, empty.length > 0));
    const ends = routes.map((route) => checkMemory(route.functions, given, step.name, problems));
    held = ends[0] ?? given;
    for (const end of ends)
      if (!passes(end, held)) problems.push(memoryMismatch(step.name, "the next step", end, held));
    return routes.map(({ functions }, i) =>
      functions.flatMap((fn, j) => {
        const convertTo = conversions[i]?.functions[j] ?? null;
        return plannedFunction(fn, convertTo, sources.digestOf(fn), step.name, problems);
      }),
    );
  });
  const last = flow.at(-1)?.settings.step;
  if (!passes(held, "cpu") && last) problems.push(memoryMismatch(last.name, "the store", held, "cpu"));
  return planned;
}

/** Whether planes of one memory type can be handed to another as they are. */
function passes(from: MemoryType, to: MemoryType): boolean {
  return from === to || (hostMemory.includes(from) && hostMemory.includes(to));
}

/** The memory type at the end of a chain. */
function checkMemory(
  chain: readonly BoundFunction[],
  given: MemoryType,
  step: string,
  problems: Problem[],
): MemoryType {
  let held = given;
  for (const { declaration } of chain) {
    const { input, output } = declaration.memory;
    if (!passes(held, input)) problems.push(memoryMismatch(step, declaration.id, held, input));
    held = output;
  }
  return held;
}

function emptyStep(step: string, disabled: boolean): Problem {
  return {
    code: "EMPTY_STEP",
    step,
    field: "func",
    message: disabled ? "all functions of the step are disabled" : "the step has no function",
    hint: "Give it a function or a chain of functions, or disable it.",
  };
}

function plannedFunction(
  fn: BoundFunction,
  convertTo: PlannedFunction["convertTo"],
  source: string | undefined,
  step: string,
  problems: Problem[],
): PlannedFunction[] {
  const { id, version, memory } = fn.declaration;
  try {
    const { values, item } = boundValues(fn);
    const contract = item.sliceBySlice ? "PURE_2D" : fn.declaration.contract;
    return [{ id, version, contract, memory, values, convertTo, ...(source !== undefined && { source }) }];
  } catch (thrown) {
    if (!isTiterError(thrown)) throw thrown;
    const field = thrown.where.field ?? "func";
    const { allowed } = thrown.details;
    problems.push({
      code: thrown.code,
      step,
      field,
      message: thrown.what,
      hint: thrown.todo,
      value: fn.given[field],
      ...(Array.isArray(allowed) ? { allowed } : {}),
    });
    return [];
  }
}

function memoryMismatch(step: string, taker: string, held: string, wanted: string): Problem {
  return {
    code: "MEMORY_MISMATCH",
    step,
    field: "func",
    message: `${taker} takes planes in "${wanted}" memory but gets them in "${held}"`,
    hint: `Use functions of one memory type next to each other.`,
    value: held,
    allowed: [wanted],
  };
}

/** Phase 4, planes: every plane that the selected wells should have has exactly one file. */
export function checkPlanes(
  settings: Settings,
  plate: PlateIndex,
  policy: MissingPolicy,
  problems: Problem[],
): PlannedMissing {
  const selected = new Set(settings.wells.map(({ well }) => well));
  const planes = plate.missing.filter(({ well }) => selected.has(well));
  for (const { well, planes: found } of settings.wells) {
    if (found.length > 0) continue;
    problems.push({
      code: "EMPTY_WELL",
      well,
      message: "the well has no planes",
      hint: "Leave the well out with wellFilterConfig.",
    });
  }
  if (planes.length > 0 && policy === "error") {
    const shown = planes.slice(0, 8).map(({ well, ...id }) => `${well} ${planeName(id)}`);
    problems.push({
      code: "MISSING_PLANES",
      field: "missing",
      message: `${planes.length} planes have no file: ${shown.join(", ")}${planes.length > 8 ? ", ..." : ""}`,
      hint: 'Complete the plate, leave these wells out, or compile with missing: "warn" to go on without these planes, or "fill" to have black ones.',
      value: planes,
      allowed: ["error", "warn", "fill"],
    });
  }
  return { policy, planes };
}
