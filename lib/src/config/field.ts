import type { WellFilter } from "../components/wellFilter.ts";
import type { ConfigClass, ConfigInfo } from "./configClass.ts";

interface Common<T> {
  /** The declared default; null declares the field without a value of its own, so that the next class is asked. */
  readonly default: T | null;
  readonly doc: string;
  readonly unit?: string;
  /** Whether `null` ("none", stops inheriting) may be set. */
  readonly nullable?: boolean;
  /** A rule beyond the kind: says what is wanted instead, or undefined when the value is fine. */
  readonly check?: (value: T) => string | undefined;
}

/** A declared field of a config class. */
export type Field =
  | ({ readonly kind: "integer" | "number"; readonly min?: number; readonly max?: number } & Common<number>)
  | ({ readonly kind: "boolean" } & Common<boolean>)
  | ({ readonly kind: "text" } & Common<string>)
  | ({ readonly kind: "choice"; readonly choices: readonly string[] } & Common<string>)
  | ({ readonly kind: "choices"; readonly choices: readonly string[] } & Common<readonly string[]>)
  | ({ readonly kind: "texts" } & Common<readonly string[]>)
  | ({ readonly kind: "wellFilter" } & Common<WellFilter>)
  | { readonly kind: "config"; readonly config: ConfigInfo };

/** The fields of a config class, by name. */
export type Fields = Readonly<Record<string, Field>>;

type Plain<F extends Field> = F extends { kind: "integer" | "number" }
  ? number
  : F extends { kind: "boolean" }
    ? boolean
    : F extends { kind: "choice"; choices: readonly (infer C)[] }
      ? C
      : F extends { kind: "choices"; choices: readonly (infer C)[] }
        ? readonly C[]
        : F extends { kind: "texts" }
          ? readonly string[]
          : F extends { kind: "wellFilter" }
            ? WellFilter
            : F extends { kind: "config"; config: ConfigClass<infer V> }
              ? V
              : string;

/** The value type of a field. */
export type FieldValue<F extends Field> = F extends { nullable: true } ? Plain<F> | null : Plain<F>;

/** The value types of some fields. */
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: FieldValue<F[K]> };

/** What a value should be instead, or undefined when the field takes it. */
export function complaint(field: Field, value: unknown): string | undefined {
  if (field.kind === "config") return isRecord(value) ? undefined : "an object of fields, or a config";
  if (value === null) return field.nullable ? undefined : `${kindComplaint(field, value)}; null is not possible here`;
  // the kind was checked just before, so the value is of the type that this field's own check takes
  return kindComplaint(field, value) ?? (field.check as ((value: unknown) => string | undefined) | undefined)?.(value);
}

function kindComplaint(field: Exclude<Field, { kind: "config" }>, value: unknown): string | undefined {
  switch (field.kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "text":
      return typeof value === "string" ? undefined : "a string";
    case "choice":
      return field.choices.includes(value as string) ? undefined : `one of: ${field.choices.join(", ")}`;
    case "choices":
      return isListOf(value, (v) => field.choices.includes(v)) ? undefined : `a list of: ${field.choices.join(", ")}`;
    case "texts":
      return isListOf(value, () => true) ? undefined : "a list of strings";
    case "wellFilter":
      return isWellFilter(value)
        ? undefined
        : "a number of wells from 1, an expression like A01:B06, or a list of wells";
    case "integer":
    case "number":
      return numberComplaint(field, value);
    default:
      return field satisfies never;
  }
}

function numberComplaint(field: Extract<Field, { kind: "integer" | "number" }>, value: unknown): string | undefined {
  const { kind, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, unit } = field;
  const right = kind === "integer" ? Number.isInteger(value) : Number.isFinite(value);
  if (right && Number(value) >= min && Number(value) <= max) return undefined;
  const range = `${min > -Infinity ? ` from ${min}` : ""}${max < Infinity ? ` up to ${max}` : ""}`;
  return `a ${kind === "integer" ? "whole " : ""}number${range}${unit ? ` (${unit})` : ""}`;
}

function isListOf(value: unknown, fits: (item: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && fits(item));
}

function isWellFilter(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && value >= 1;
  if (typeof value === "string") return value.trim() !== "";
  return isListOf(value, (item) => item.trim() !== "") && (value as unknown[]).length > 0;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
