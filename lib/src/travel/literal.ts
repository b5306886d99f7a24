import { isRecord } from "../config/field.ts";

/** Most characters of one value in a function's code. */
const longest = 4_000_000;

const numberArrays: ReadonlySet<string> = new Set([
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float32Array",
  "Float64Array",
]);

/** Why a value has no code. */
export interface NoLiteral {
  readonly problem: string;
}

/**
 * A value as JavaScript: numbers, text, booleans, null, undefined, lists, plain objects, arrays of numbers, and maps and
 * sets of these. Lists and objects come frozen, so that a function that changes one fails instead of changing a copy.
 */
export function literalOf(value: unknown): string | NoLiteral {
  const code = codeOf(value, new Set());
  if (typeof code === "string" && code.length > longest)
    return { problem: `holds ${Math.round(code.length / 1e6)} MB; make it inside the function` };
  return code;
}

function codeOf(value: unknown, around: ReadonlySet<unknown>): string | NoLiteral {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object") return { problem: `is a ${typeof value}` };
  if (around.has(value)) return { problem: "holds itself" };
  const inside = new Set([...around, value]);
  const kind = kindOf(value);
  if (numberArrays.has(kind)) return `${kind}.of(${Array.from(value as ArrayLike<number>, String).join()})`;
  if (kind === "Array") return listed(value as readonly unknown[], inside, (items) => `Object.freeze([${items}])`);
  if (kind === "Set") return listed([...(value as Set<unknown>)], inside, (items) => `new Set([${items}])`);
  if (kind === "Map") return listed([...(value as Map<unknown, unknown>)], inside, (items) => `new Map([${items}])`);
  if (isRecord(value) && isPlain(value)) {
    const entries = Object.entries(value).map(([name, item]) => {
      const code = codeOf(item, inside);
      return typeof code === "string" ? `[${JSON.stringify(name)}]: ${code}` : code;
    });
    return joined(entries, (items) => `Object.freeze({ ${items} })`);
  }
  return { problem: `is an object of the class ${kind}` };
}

function listed(items: readonly unknown[], inside: ReadonlySet<unknown>, wrap: (items: string) => string) {
  return joined(
    items.map((item) => codeOf(item, inside)),
    wrap,
  );
}

function joined(codes: readonly (string | NoLiteral)[], wrap: (items: string) => string): string | NoLiteral {
  const wrong = codes.find((code) => typeof code !== "string");
  return wrong ?? wrap(codes.join(", "));
}

/** The name of a value's class, also when it comes from another realm. */
function kindOf(value: object): string {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  const made: unknown = Object.getPrototypeOf(value)?.constructor;
  return tag === "Object" && typeof made === "function" ? made.name : tag;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
