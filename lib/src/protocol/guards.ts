import { TiterError } from "../errors.ts";

/** Checks a parsed value of unknown origin; throws {@link TiterError} of `BAD_MESSAGE` with the path to what is wrong. */
export type Guard = (value: unknown, path: string) => void;

function refuse(path: string, wanted: string, value: unknown): never {
  throw new TiterError("BAD_MESSAGE", {
    what: `${path} is ${JSON.stringify(value)?.slice(0, 80) ?? "missing"} where ${wanted} is expected`,
    where: { field: path },
    todo: "Use plans and messages made by the same Titer version.",
  });
}

export const string: Guard = (value, path) => {
  if (typeof value !== "string") refuse(path, "a string", value);
};
export const boolean: Guard = (value, path) => {
  if (typeof value !== "boolean") refuse(path, "true or false", value);
};
export const number: Guard = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value)) refuse(path, "a number", value);
};
/** A whole number from 0. */
export const count: Guard = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) refuse(path, "a whole number from 0", value);
};
/** A path that stays inside the folder it is relative to. */
export const innerPath: Guard = (value, path) => {
  const inside =
    typeof value === "string" && value !== "" && !/^([\\/]|[A-Za-z]:)|(^|[\\/])\.\.([\\/]|$)|\0/.test(value);
  if (!inside) refuse(path, "a path inside its folder", value);
};
/** A name that can be part of a file's name. */
export const fileName: Guard = (value, path) => {
  if (typeof value !== "string" || !/^[^\\/\0]+$/.test(value) || /^\.+$/.test(value))
    refuse(path, "a plain name", value);
};

export function oneOf(...choices: readonly (string | number)[]): Guard {
  return (value, path) => {
    if (!choices.includes(value as string)) refuse(path, `one of ${choices.join(", ")}`, value);
  };
}
export function nullable(guard: Guard): Guard {
  return (value, path) => {
    if (value !== null) guard(value, path);
  };
}
export function optional(guard: Guard): Guard {
  return (value, path) => {
    if (value !== undefined) guard(value, path);
  };
}
export function either(...guards: readonly [Guard, ...Guard[]]): Guard {
  return (value, path) => {
    const fits = guards.some((guard) => {
      try {
        guard(value, path);
        return true;
      } catch {
        return false;
      }
    });
    if (!fits) guards[0](value, path);
  };
}
export function list(guard: Guard, length?: number): Guard {
  return (value, path) => {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) refuse(path, "a list", value);
    for (let i = 0; i < value.length; i++) guard(value[i], `${path}[${i}]`);
  };
}
/** A record whose values all pass `guard`. */
export function record(guard: Guard): Guard {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(path, "a record", value);
    for (const [key, item] of Object.entries(value)) guard(item, `${path}.${key}`);
  };
}
/** A record with these fields; others are let be. */
export function fields(guards: Readonly<Record<string, Guard>>): Guard {
  const names = Object.keys(guards);
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(path, "a record", value);
    for (const name of names) guards[name]!((value as Record<string, unknown>)[name], `${path}.${name}`);
  };
}
