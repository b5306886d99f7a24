import { closestName, TiterError } from "../errors.ts";
import type { BoundFunction, FunctionDeclaration } from "./define.ts";
import type { Parameters } from "./parameters.ts";

/** Declarations by id and version: what turns a plan's names back into code. */
export interface FunctionRegistry {
  /** All declarations, in the order given. */
  readonly declarations: readonly FunctionDeclaration<Parameters>[];
  /**
   * The declaration of an id.
   *
   * @param version - what a plan names; without it, the version that is there.
   * @throws TiterError `UNKNOWN_FUNCTION` with the closest id, `FUNCTION_VERSION` when only another version is there.
   */
  find(id: string, version?: number): FunctionDeclaration<Parameters>;
}

/**
 * A registry of some functions.
 *
 * @example
 * ```ts
 * const registry = createRegistry([...libraryFunctions, myFunction]);
 * registry.find("titer.tophat").parameters.selemRadius.default; // 50
 * ```
 * @throws TiterError `DUPLICATE_FUNCTION` when two declarations have one id.
 */
export function createRegistry(functions: readonly BoundFunction[]): FunctionRegistry {
  const byId = new Map<string, FunctionDeclaration<Parameters>>();
  for (const { declaration } of functions) {
    if (byId.has(declaration.id)) {
      throw new TiterError("DUPLICATE_FUNCTION", {
        what: `the function id "${declaration.id}" is declared twice`,
        todo: "Give each function its own id.",
        details: { function: declaration.id },
      });
    }
    byId.set(declaration.id, declaration);
  }
  return Object.freeze({
    declarations: Object.freeze([...byId.values()]),
    find: (id: string, version?: number) => {
      const declaration = byId.get(id);
      if (!declaration) throw unknownFunction(id, [...byId.keys()]);
      if (version !== undefined && version !== declaration.version) throw otherVersion(declaration, version);
      return declaration;
    },
  });
}

function unknownFunction(id: string, known: readonly string[]): TiterError {
  const near = closestName(id, known);
  return new TiterError("UNKNOWN_FUNCTION", {
    what: `there is no function "${id}"`,
    todo: `${near ? `Did you mean "${near}"? ` : ""}The functions are: ${known.join(", ") || "none"}.`,
    details: { function: id, known },
  });
}

function otherVersion(declaration: FunctionDeclaration<Parameters>, asked: number): TiterError {
  return new TiterError("FUNCTION_VERSION", {
    what: `version ${asked} of ${declaration.id} was asked for, but version ${declaration.version} is here, which may give other results`,
    todo: "Compile the pipeline again, or run the plan with the Titer version that made it.",
    details: { function: declaration.id, asked, here: declaration.version },
  });
}
