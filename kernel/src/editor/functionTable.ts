import { bridgeModules } from "titer";
import { closestName, TiterError } from "titer/errors";
import {
  type BoundFunction,
  boundValues,
  libraryFunctions,
  type Parameters,
  type TiterFunction,
} from "titer/functions";
import type { FunctionDraft, FunctionEntry, ParameterEntry } from "titer/protocol";
import type { Variables } from "./variables.ts";

type AnyFunction = TiterFunction<Parameters>;

/** All functions that a notebook's pipelines can use: the library's, those of Python libraries, and those of its cells. */
export class FunctionTable {
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** What the picker lists; of an id that is declared twice, the cell's function counts. */
  entries(): readonly FunctionEntry[] {
    const own = [...this.#variables.functions().values()].map((one) => entryOf(one, "notebook"));
    const titer = libraryFunctions.map((one) => entryOf(one, "titer"));
    const bridged = Object.entries(bridgeModules()).flatMap(([module, functions]) =>
      Object.values(functions).map((one) => entryOf(one, module.replace(/^.*\//, ""))),
    );
    return [...new Map([...bridged, ...titer, ...own].map((entry) => [entry.id, entry])).values()];
  }

  /** A function with values bound. Throws `UNKNOWN_FUNCTION`, `FUNCTION_VERSION`, `UNKNOWN_PARAMETER`, `BAD_PARAMETER`. */
  readonly find = ({ id, version, given }: FunctionDraft): BoundFunction => {
    const found = this.#all().get(id);
    if (!found) throw unknown(id, this.#all().keys());
    const here = found.declaration.version;
    if (here !== version) {
      throw new TiterError("FUNCTION_VERSION", {
        what: `${id} has version ${here} here, not ${version}, and may give other results`,
        todo: "Choose the function again to take this version.",
      });
    }
    const bound = found.with(given as never); // with looks at every name and value itself
    boundValues(bound);
    return bound;
  };

  #all(): ReadonlyMap<string, AnyFunction> {
    const bridged = Object.values(bridgeModules()).flatMap((functions) => Object.values(functions));
    // all that declare functions give them their `with`
    const all = [
      ...bridged,
      ...libraryFunctions,
      ...this.#variables.functions().values(),
    ] as readonly unknown[] as readonly AnyFunction[];
    return new Map(all.map((one) => [one.declaration.id, one]));
  }
}

function unknown(id: string, known: Iterable<string>): TiterError {
  const near = closestName(id, known);
  return new TiterError("UNKNOWN_FUNCTION", {
    what: `there is no function "${id}"`,
    where: { field: "func" },
    todo: `${near ? `Did you mean "${near}"? ` : ""}Run the cell that declares it, or choose another function.`,
  });
}

function entryOf({ declaration }: BoundFunction, library: string): FunctionEntry {
  const { id, version, doc, source, contract, memory, outputDtype, tags = [] } = declaration;
  const { parameters, tables = {}, specialInputs = {}, specialOutputs = {} } = declaration;
  return {
    id,
    version,
    library,
    doc,
    ...(source !== undefined && { source }),
    contract,
    memory,
    ...(outputDtype !== undefined && { outputDtype }),
    tags,
    parameters: Object.entries(parameters).map(([name, one]) => parameterEntry(name, one)),
    tables: Object.keys(tables),
    specialInputs: Object.entries(specialInputs).map(([name, one]) => ({
      name,
      from: one.from ?? "steps",
      doc: one.doc,
    })),
    specialOutputs: Object.entries(specialOutputs).map(([name, one]) => ({ name, doc: one.doc })),
  };
}

function parameterEntry(name: string, parameter: Parameters[string]): ParameterEntry {
  const { kind, default: value, doc, unit, required = false } = parameter;
  return {
    name,
    kind,
    default: value,
    required,
    doc,
    ...(unit !== undefined && { unit }),
    ...("min" in parameter && parameter.min !== undefined && { min: parameter.min }),
    ...("max" in parameter && parameter.max !== undefined && { max: parameter.max }),
    ...("choices" in parameter && { choices: parameter.choices }),
  };
}
