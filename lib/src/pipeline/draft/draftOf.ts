import { GlobalPipelineConfig, type RootValues, stepConfigNames } from "../../config/index.ts";
import type { BoundFunction } from "../../functions/define.ts";
import type { FunctionDraft, PipelineDraft, RouteDraft, StepDraft } from "../../protocol/draft.ts";
import type { FunctionStep } from "../step.ts";

/** What a draft is made of. */
export interface DraftSource {
  readonly name: string;
  readonly steps: readonly FunctionStep[];
}

/**
 * A pipeline as plain data for an editor; {@link checkDraft} makes the steps again.
 *
 * @param before - an earlier draft, whose steps give those of their names their keys; others get new ones.
 */
export function draftOf({ name, steps }: DraftSource, before?: PipelineDraft): PipelineDraft {
  const taken = new Set(before?.steps.map(({ key }) => key));
  const keyOf = (step: FunctionStep): string => {
    const known = before?.steps.find((other) => other.name === step.name)?.key;
    if (known !== undefined) return known;
    for (let i = 1; ; i++) {
      const key = `step-${i}`;
      if (!taken.has(key)) {
        taken.add(key);
        return key;
      }
    }
  };
  return { name, steps: steps.map((step) => stepDraft(step, keyOf(step))) };
}

function stepDraft({ name, enabled, func, routes, config }: FunctionStep, key: string): StepDraft {
  return {
    key,
    name,
    enabled,
    routes: routes
      ? Object.entries(routes).map(([value, chain]): RouteDraft => ({ value, functions: chain.map(functionDraft) }))
      : [{ value: null, functions: func.map(functionDraft) }],
    config: setConfigs(config.values),
  };
}

function functionDraft({ declaration: { id, version }, given }: BoundFunction): FunctionDraft {
  return { id, version, given: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

/** What is set, by the root's names instead of the classes'. */
function setConfigs(byClass: FunctionStep["config"]["values"]): RootValues {
  return Object.fromEntries(
    stepConfigNames.flatMap((rootName) => {
      const field = GlobalPipelineConfig.fields[rootName];
      const set = field?.kind === "config" ? Object.entries(byClass[field.config.configName] ?? {}) : [];
      const given = set.filter(([, value]) => value !== undefined);
      return given.length === 0 ? [] : [[rootName, Object.fromEntries(given)]];
    }),
  );
}
