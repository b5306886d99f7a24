import { closestName, TiterError } from "../errors.ts";
import { complaint, type Field, type Fields } from "./field.ts";

/**
 * The field that takes a value.
 *
 * @throws TiterError `UNKNOWN_FIELD` with the closest name, `BAD_FIELD` with what is allowed.
 */
export function checkField(owner: string, fields: Fields, name: string, value: unknown): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) throw unknownField(owner, name, Object.keys(fields));
  const wanted = complaint(field, value);
  if (wanted === undefined) return field;
  throw new TiterError("BAD_FIELD", {
    what: `${owner}.${name} = ${typeof value === "number" ? value : JSON.stringify(value)} is not allowed`,
    where: { field: `${owner}.${name}` },
    todo: `Give ${wanted}.`,
    details: { config: owner, field: name, value },
  });
}

/** The error for a name that is no field. */
export function unknownField(owner: string, name: string, allowed: readonly string[]): TiterError {
  const near = closestName(name, allowed);
  return new TiterError("UNKNOWN_FIELD", {
    what: `${owner} has no field "${name}"`,
    where: { field: `${owner}.${name}` },
    todo: `${near ? `Did you mean "${near}"? ` : ""}Its fields are: ${allowed.join(", ")}.`,
    details: { config: owner, field: name, allowed },
  });
}
