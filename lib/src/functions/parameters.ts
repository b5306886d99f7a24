import { closestName, TiterError } from "../errors.ts";

interface Common<T> {
  readonly default: T;
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
export type ValueOf<P extends Parameter> = P extends { kind: "integer" | "number" }
  ? number
  : P extends { kind: "boolean" }
    ? boolean
    : P extends { kind: "choice"; choices: readonly (infer C)[] }
      ? C
      : string;

/** The values that a function runs with. */
export type Values<P extends Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> };

/**
 * The complete values of a function: what was given, checked, and the defaults for the rest.
 *
 * @throws TiterError `UNKNOWN_PARAMETER` with the closest name, `BAD_PARAMETER` with what is allowed.
 */
export function completeParameters<P extends Parameters>(
  functionId: string,
  declared: P,
  given: Readonly<Record<string, unknown>>,
): Values<P> {
  for (const name of Object.keys(given)) {
    if (name in declared) continue;
    const near = closestName(name, Object.keys(declared));
    throw new TiterError("UNKNOWN_PARAMETER", {
      what: `${functionId} has no parameter "${name}"`,
      where: { field: name },
      todo: `${near ? `Did you mean "${near}"? ` : ""}Its parameters are: ${Object.keys(declared).join(", ") || "none"}.`,
      details: { function: functionId, parameter: name, allowed: Object.keys(declared) },
    });
  }
  const values = Object.entries(declared).map(([name, parameter]) => {
    const value = given[name] ?? parameter.default;
    const wrong = complaint(parameter, value);
    if (wrong === undefined) return [name, value];
    throw new TiterError("BAD_PARAMETER", {
      what: `${functionId}: ${name} = ${JSON.stringify(value)} is not allowed`,
      where: { field: name },
      todo: `Give ${wrong}.`,
      details: { function: functionId, parameter: name, value },
    });
  });
  return Object.fromEntries(values) as Values<P>; // each entry was checked against its declaration above
}

function complaint(parameter: Parameter, value: unknown): string | undefined {
  switch (parameter.kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "text":
      return typeof value === "string" ? undefined : "a string";
    case "choice":
      return parameter.choices.includes(value as string) ? undefined : `one of: ${parameter.choices.join(", ")}`;
    case "integer":
    case "number": {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, kind } = parameter;
      const right = typeof value === "number" && (kind === "number" ? Number.isFinite(value) : Number.isInteger(value));
      if (right && value >= min && value <= max) return undefined;
      const unit = parameter.unit ? ` ${parameter.unit}` : "";
      return `${kind === "integer" ? "a whole number" : "a number"} from ${min} to ${max}${unit}`;
    }
    default:
      return parameter satisfies never;
  }
}
