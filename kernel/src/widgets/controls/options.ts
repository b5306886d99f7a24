import { TiterError } from "titer/errors";
import { Expected, listOf, type Trait, text } from "../core/trait.ts";

/** Options: values, pairs of label and value, or an object or Map from labels to values. */
export type OptionSource<T> =
  | readonly (readonly [label: string, value: T])[]
  | readonly T[]
  | ReadonlyMap<string, T>
  | Readonly<Record<string, T>>;

/** One option. */
export interface Option {
  readonly label: string;
  readonly value: unknown;
}

/** Options with their labels. A list counts as pairs when all its items are lists of two that begin with a string. */
export function optionList(source: OptionSource<unknown>): readonly Option[] {
  const pairs = pairsOf(source);
  return pairs.map(([label, value]) => ({ label: String(label), value }));
}

function pairsOf(source: OptionSource<unknown>): readonly (readonly [unknown, unknown])[] {
  if (source instanceof Map) return [...source];
  if (!Array.isArray(source)) return Object.entries(source);
  const values: readonly unknown[] = source;
  const isPair = (value: unknown): value is readonly [string, unknown] =>
    Array.isArray(value) && value.length === 2 && typeof value[0] === "string";
  return values.every(isPair) ? values : values.map((value) => [value, value]);
}

/** A trait that stays in the kernel and takes anything. */
export function kernelOnly<T>(initial: T): Trait<T> {
  return { initial: () => initial, read: (given) => given as T, wire: null }; // whoever settles the state checks it
}

export const optionsTrait: Trait<OptionSource<unknown>> = {
  initial: () => [],
  read: (given) => {
    if (typeof given === "object" && given !== null) return given as OptionSource<unknown>;
    throw new Expected("a list, a Map or an object of options");
  },
  wire: null,
};

export const labelsTrait: Trait<readonly string[]> = { ...listOf(text()), wire: "_options_labels" };

/** An index that there is an option for. Throws `BAD_TRAIT`. */
export function checkedIndex(widget: string, index: number, options: readonly Option[]): number {
  if (options[index] || (index === 0 && options.length === 0)) return index;
  throw noOption(widget, "index", index, options);
}

/** Where a value is among the options; null for the value null, when that is no option. Throws `BAD_TRAIT`. */
export function indexOfValue(widget: string, value: unknown, options: readonly Option[]): number | null {
  const index = options.findIndex((option) => Object.is(option.value, value));
  if (index >= 0) return index;
  if (value === null) return null;
  throw noOption(widget, "value", value, options);
}

/** Where a label is among the options. Throws `BAD_TRAIT`. */
export function indexOfLabel(widget: string, label: string, options: readonly Option[]): number {
  const index = options.findIndex((option) => option.label === label);
  if (index >= 0) return index;
  throw noOption(widget, "label", label, options);
}

function noOption(widget: string, field: string, given: unknown, options: readonly Option[]): TiterError {
  return new TiterError("BAD_TRAIT", {
    what: `${widget} has no option with ${field} ${String(given)}`,
    where: { field },
    todo: `The options are: ${options.map(({ label }) => label).join(", ") || "none"}.`,
    details: { widget, field, options: options.map(({ label }) => label) },
  });
}
