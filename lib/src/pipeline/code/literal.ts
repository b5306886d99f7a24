import type { Code, Group, Note } from "./layout.ts";

/** Plain data as code. Keys and texts come out exactly, `-0` and `__proto__` included. */
export function literal(value: unknown): Code {
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value === "object" && value !== null)
    return record(Object.entries(value).map(([k, v]) => [k, literal(v)]));
  if (typeof value === "string") return text(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Text in quotes; line separators are escaped, as editors take them for line ends. */
export function text(value: string): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

export function list(entries: readonly Code[]): Group {
  return { brackets: "[]", entries };
}

/** An object of fields, with notes after them. */
export function record(fields: readonly (readonly [string, Code])[], notes: readonly Note[] = []): Group {
  return { brackets: "{}", entries: [...fields.map(([name, code]) => [key(name), ": ", code]), ...notes] };
}

function key(name: string): string {
  if (name === "__proto__") return '["__proto__"]'; // without brackets this would set the prototype
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}
