import type { BoundFunction } from "../functions/define.ts";
import { libraryFunctions } from "../functions/library/index.ts";
import { createRegistry, type FunctionRegistry } from "../functions/registry.ts";

/** The library's functions and some of one's own; of an id that both have, the own function counts. */
export function registryWith(own: readonly BoundFunction[] = []): FunctionRegistry {
  const byId = new Map([...libraryFunctions, ...own].map((bound) => [bound.declaration.id, bound]));
  return createRegistry([...byId.values()]);
}
