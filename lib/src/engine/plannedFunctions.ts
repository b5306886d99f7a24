import type { PlannedFunction } from "../compile/plan.ts";
import type { FunctionDeclaration } from "../functions/define.ts";
import type { Parameters } from "../functions/parameters.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import type { PlanFrame } from "./executor.ts";
import { loadSource } from "./loadSource.ts";
import { registryWith } from "./registry.ts";

/** Gives the declaration of a function of a plan. */
export type PlannedFunctions = (planned: PlannedFunction) => FunctionDeclaration<Parameters>;

/**
 * Finds the functions of plans: those of the library, and those whose code a plan carries. Code is evaluated once for each
 * digest, so wells of a run share it, and another version of a function is another digest.
 *
 * @param own - a registry with all functions of the plans, for the process that declared them: code is then not evaluated.
 */
export function functionFinder(own?: FunctionRegistry): (frame: PlanFrame) => Promise<PlannedFunctions> {
  const registry = own ?? registryWith();
  const loaded = new Map<string, FunctionDeclaration<Parameters>>();
  return async ({ steps, sources = {} }) => {
    for (const { id, source } of own ? [] : steps.flatMap((step) => step.functions)) {
      if (source === undefined || loaded.has(source)) continue;
      // the plan guard checked that it is there
      loaded.set(source, await loadSource(sources[source]!, `${id}@${source.slice(0, 8)}`));
    }
    return ({ id, version, source }) => loaded.get(source ?? "") ?? registry.find(id, version);
  };
}
