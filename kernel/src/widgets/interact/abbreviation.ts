import { TiterError } from "titer/errors";
import { Checkbox } from "../controls/booleans.ts";
import { FloatText, IntText } from "../controls/numbers.ts";
import { Dropdown } from "../controls/selection.ts";
import { FloatSlider, IntSlider } from "../controls/sliders.ts";
import { Text } from "../controls/strings.ts";
import { WidgetBase } from "../core/widget.ts";
import type { AnyWidget } from "../core/widgetClass.ts";

/**
 * Limits for a slider. It has whole numbers when all that is given are whole, except for a range of 1, which is taken for
 * fractions. Without a value it begins in the middle.
 */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly value?: number;
}

/** A value without a control. */
export interface Fixed<T> {
  readonly fixed: T;
}

/**
 * What a control is made from: `true` a check box, a number a field, text a text field, `{ min, max }` a slider, a list or a
 * Map (labels to values) a list of choices, `fixed(value)` nothing; a widget stands for itself.
 */
export type Abbreviation =
  | boolean
  | number
  | string
  | Range
  | readonly unknown[]
  | ReadonlyMap<string, unknown>
  | Fixed<unknown>
  | (AnyWidget & { readonly value: unknown });

/** The type of the value that comes from an abbreviation. */
export type ValueOf<A> = A extends AnyWidget & { readonly value: infer V }
  ? V
  : A extends Fixed<infer T>
    ? T
    : A extends readonly (infer T)[] | ReadonlyMap<string, infer T>
      ? T
      : A extends Range
        ? number
        : A extends boolean
          ? boolean
          : A extends number
            ? number
            : A extends string
              ? string
              : never;

/** Any widget with a value. */
export type Control = AnyWidget & { readonly value: unknown };

/** A value that has no control. */
export function fixed<T>(value: T): Fixed<T> {
  return { fixed: value };
}

/** Whether an abbreviation is a fixed value. */
export function isFixed(given: unknown): given is Fixed<unknown> {
  return typeof given === "object" && given !== null && "fixed" in given;
}

/**
 * The control of an abbreviation, with its name as description.
 *
 * @throws TiterError `NO_CONTROL` for anything else, `BAD_TRAIT` for limits that are not possible
 */
export function controlOf(name: string, given: Abbreviation): Control {
  if (given instanceof WidgetBase) return given as Control; // Abbreviation admits only widgets with a value
  if (typeof given === "boolean") return new Checkbox({ value: given, description: name });
  if (typeof given === "string") return new Text({ value: given, description: name });
  if (typeof given === "number") {
    const Field = Number.isInteger(given) ? IntText : FloatText;
    return new Field({ value: given, description: name });
  }
  if (Array.isArray(given) || given instanceof Map) return new Dropdown({ options: given, description: name });
  if (isRange(given)) return sliderOf(name, given);
  throw new TiterError("NO_CONTROL", {
    what: `there is no control for ${name}`,
    where: { field: name },
    todo: "Give true or false, a number, a text, { min, max }, a list, a Map, fixed(value) or a widget.",
  });
}

function isRange(given: unknown): given is Range {
  const { min, max } = (given ?? {}) as Partial<Range>;
  return typeof min === "number" && typeof max === "number";
}

function sliderOf(description: string, { min, max, step, value }: Range): Control {
  const integer = [min, max, step ?? 1, value ?? min].every(Number.isInteger) && (max - min > 1 || step !== undefined);
  const middle = integer ? Math.floor((min + max) / 2) : (min + max) / 2;
  const common = { min, max, value: value ?? middle, description };
  if (integer) return new IntSlider({ ...common, step: step ?? 1 });
  return new FloatSlider({ ...common, step: step ?? (max - min) / 100 });
}
