import { scopeFields } from "titer/config";
import type { DraftProblem } from "titer/protocol";

/** The path in a step's form of what a problem calls its field: `groupBy`, `StepMaterializationConfig.subDir`. */
export function formPath(field: string): string | undefined {
  const [config, name] = field.includes(".") ? field.split(".") : ["ProcessingConfig", field];
  return scopeFields("step").find((one) => one.config.configName === config && one.name === name)?.path;
}

/** Problems in sentences, by the fields of a form. */
export function complaints(
  problems: readonly DraftProblem[],
  pathOf: (field: string) => string | undefined,
): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const problem of problems) {
    const path = problem.field === undefined ? undefined : pathOf(problem.field);
    if (path !== undefined) map.set(path, [map.get(path), sentence(problem)].filter(Boolean).join(" "));
  }
  return map;
}

export function sentence({ message, hint, well }: DraftProblem): string {
  return `${well === undefined ? "" : `Well ${well}: `}${message}. ${hint}`;
}
