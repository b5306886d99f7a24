import { bridgeFunctions, isBridgeId } from "../functions/bridges/index.ts";
import type { BoundFunction } from "../functions/define.ts";
import { libraryFunctions } from "../functions/library/index.ts";
import { createRegistry, type FunctionRegistry } from "../functions/registry.ts";

/**
 * The library's functions and some of one's own; of an id that both have, the own function counts. Functions behind the
 * Python bridge are found too, by their ids; their catalogue is read when the first is asked for.
 */
export function registryWith(own: readonly BoundFunction[] = []): FunctionRegistry {
  const byId = new Map([...libraryFunctions, ...own].map((bound) => [bound.declaration.id, bound]));
  const registry = createRegistry([...byId.values()]);
  const find: FunctionRegistry["find"] = (id, version) => {
    const bridged = isBridgeId(id) && !byId.has(id) ? bridgeFunctions().get(id) : undefined;
    return bridged ? createRegistry([bridged]).find(id, version) : registry.find(id, version);
  };
  return { ...registry, find };
}
