import { type ConfigMethods, isConfig } from "../../config/index.ts";
import type { BoundFunction } from "../../functions/define.ts";
import type { Orchestration } from "../orchestration.ts";
import type { Pipeline } from "../pipeline.ts";
import type { FunctionPattern, FunctionStep } from "../step.ts";

/** What code can stand for. */
export type CodeValue =
  | FunctionPattern
  | FunctionStep
  | readonly FunctionStep[]
  | Pipeline
  | Orchestration
  | ConfigMethods;

type Kinds = { bound: BoundFunction; step: FunctionStep; pipeline: Pipeline; orchestration: Orchestration };

/** Whether a value is of a kind, from whichever copy of the package. */
export function isKind<K extends keyof Kinds>(value: unknown, kind: K): value is Kinds[K] {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

/** Whether code can stand for a value. */
export function isCodeValue(value: unknown): value is CodeValue {
  if (isConfig(value) || isKind(value, "step") || isKind(value, "pipeline") || isKind(value, "orchestration"))
    return true;
  if (isChain(value)) return true;
  if (Array.isArray(value)) return value.every((one) => isKind(one, "step"));
  return typeof value === "object" && value !== null && Object.values(value).every(isChain);
}

function isChain(value: unknown): boolean {
  return isKind(value, "bound") || (Array.isArray(value) && value.every((one) => isKind(one, "bound")));
}

/** All functions in a value, in order. */
export function functionsOf(value: CodeValue): readonly BoundFunction[] {
  if (isConfig(value)) return [];
  if (isKind(value, "bound")) return [value];
  if (isKind(value, "step")) return value.func;
  if (isKind(value, "pipeline")) return value.steps.flatMap(functionsOf);
  if (isKind(value, "orchestration")) return value.plates.flatMap(({ pipeline }) => functionsOf(pipeline));
  const inner: readonly CodeValue[] = Array.isArray(value) ? value : Object.values(value);
  return inner.flatMap(functionsOf);
}
