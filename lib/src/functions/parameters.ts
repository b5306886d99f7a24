import { closestName, TiterError } from "../errors.ts";

interface Common<T> {
  /** Null when there is none: the function decides by itself, or a value must be given. */
  readonly default: T | null;
  /** Whether a value must be given; only where there is no default. */
  readonly required?: boolean;
  readonly doc: string;
  readonly unit?: string;
}

/** A declared parameter: its kind, default, limits and documentation. */
export type Parameter =
  | ({ readonly kind: "integer" | "number"; readonly min?: number; readonly max?: number } & Common<number>)
  | ({ readonly kind: "boolean" } & Common<boolean>)
  | ({ readonly kind: "choice"; readonly choices: readonly string[] } & Common<string>)
  | ({ readonly kind: "text" } & Common<string>);

/** The parameters of a function, by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The value type of a parameter. */
export type ValueOf<P extends Parameter> =
  | (P extends { default: null; required?: false } ? undefined : never)
  | (P extends { kind: "integer" | "number" }
      ? number
      : P extends { kind: "boolean" }
        ? boolean
        : P extends { kind: "choice"; choices: readonly (infer C)[] }
          ? C
          : string);

/** The values that a function runs with; a parameter that was not given and has no default is absent. */
export type Values<P extends Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> };

/**
 * The complete values of a function: what was given, checked, and the defaults for the rest.
 *
 * @throws TiterError `UNKNOWN_PARAMETER` with the closest name, `BAD_PARAMETER` with what is allowed or must be given.
 */
export function completeParameters<P extends Parameters>(
  functionId: string,
  declared: P,
  given: Readonly<Record<string, unknown>>,
): Values<P> {
  checkParameters(functionId, declared, given);
  const values = Object.entries(declared).flatMap(([name, parameter]) => {
    const value = given[name] ?? parameter.default;
    if (value !== null) return [[name, value]];
    if (!parameter.required) return [];
    throw new TiterError("BAD_PARAMETER", {
      what: `${functionId} needs a value for ${name}`,
      where: { field: name },
      todo: `Give ${wanted(parameter)}.`,
      details: { function: functionId, parameter: name },
    });
  });
  return Object.fromEntries(values) as Values<P>; // what was given was checked against the declaration above
}

/**
 * Checks the values that were given; others may be missing yet.
 *
 * @throws TiterError `UNKNOWN_PARAMETER`, `BAD_PARAMETER`.
 */
export function checkParameters(
  functionId: string,
  declared: Parameters,
  given: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!parameter) throw unknownParameter(functionId, name, Object.keys(declared));
    if (value === undefined || value === null || fits(parameter, value)) continue;
    throw new TiterError("BAD_PARAMETER", {
      what: `${functionId}: ${name} = ${JSON.stringify(value)} is not allowed`,
      where: { field: name },
      todo: `Give ${wanted(parameter)}.`,
      details: { function: functionId, parameter: name, value },
    });
  }
}

function unknownParameter(functionId: string, name: string, known: readonly string[]): TiterError {
  const near = closestName(name, known);
  return new TiterError("UNKNOWN_PARAMETER", {
    what: `${functionId} has no parameter "${name}"`,
    where: { field: name },
    todo: `${near ? `Did you mean "${near}"? ` : ""}Its parameters are: ${known.join(", ") || "none"}.`,
    details: { function: functionId, parameter: name, allowed: known },
  });
}

function fits(parameter: Parameter, value: unknown): boolean {
  switch (parameter.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "text":
      return typeof value === "string";
    case "choice":
      return parameter.choices.includes(value as string);
    case "integer":
    case "number": {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, kind } = parameter;
      const right = typeof value === "number" && (kind === "number" ? Number.isFinite(value) : Number.isInteger(value));
      return right && value >= min && value <= max;
    }
    default:
      return parameter satisfies never;
  }
}

function wanted(parameter: Parameter): string {
  switch (parameter.kind) {
    case "boolean":
      return "true or false";
    case "text":
      return "a string";
    case "choice":
      return `one of: ${parameter.choices.join(", ")}`;
    case "integer":
    case "number": {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, unit } = parameter;
      const kind = parameter.kind === "integer" ? "a whole number" : "a number";
      return `${kind} from ${min} to ${max}${unit ? ` ${unit}` : ""}`;
    }
    default:
      return parameter satisfies never;
  }
}
