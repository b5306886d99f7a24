import { TiterError } from "titer/errors";
import { control as classes, type Model } from "../core/model.ts";
import { flag, listOf, orNull, real, type Trait, type Traits, text, whole } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ButtonMeaning, buttonMeaning, type DescribedState, described, noPlaceholder } from "./common.ts";
import { DescriptionStyle } from "./styles.ts";

/** A field in which several values are written as tags. */
interface TagsState<T> extends DescribedState {
  value: readonly T[];
  /** The only values that are taken; an empty list takes all. */
  allowedTags: readonly T[];
  allowDuplicates: boolean;
  placeholder: string;
}
export interface ColorsInputState extends TagsState<string> {}
export interface TagsInputState extends TagsState<string> {
  tagStyle: ButtonMeaning;
}
export interface NumbersInputState extends TagsState<number> {
  tagStyle: ButtonMeaning;
  min: number | null;
  max: number | null;
  /** How numbers are written (d3-format). */
  format: string;
}

function tags<T>(tag: Trait<T>): Traits<TagsState<T>> {
  return {
    ...described(DescriptionStyle),
    value: listOf(tag),
    allowedTags: listOf(tag),
    allowDuplicates: flag(true),
    placeholder: text(noPlaceholder),
  };
}

type Numeric = Partial<Pick<NumbersInputState, "min" | "max">>;

/** Refuses values that are empty, not allowed or outside of the limits. */
function checkTags<S extends TagsState<string | number> & Numeric>(name: string): NonNullable<Model<S>["settle"]> {
  return ({ value, allowedTags, min, max }) => {
    const wrong = value.find(
      (tag) =>
        tag === "" ||
        (allowedTags.length > 0 && !allowedTags.includes(tag)) ||
        (typeof tag === "number" && (tag < (min ?? tag) || tag > (max ?? tag))),
    );
    if (wrong === undefined) return {};
    const limits =
      typeof wrong === "number" ? `numbers from ${min ?? "-∞"} to ${max ?? "∞"}` : "texts that are not empty";
    throw new TiterError("BAD_TRAIT", {
      what: `${JSON.stringify(wrong)} is not allowed in this ${name}`,
      where: { field: "value" },
      todo: `Give ${allowedTags.length > 0 ? `only ${allowedTags.join(", ")}` : limits}.`,
      details: { widget: name, value: wrong },
    });
  };
}

export const TagsInput: WidgetClass<TagsInputState> = widgetClass<TagsInputState>({
  ...classes("TagsInput"),
  traits: { ...tags(text()), tagStyle: buttonMeaning },
  settle: checkTags("TagsInput"),
});
export type TagsInput = Widget<TagsInputState>;

export const ColorsInput: WidgetClass<ColorsInputState> = widgetClass<ColorsInputState>({
  ...classes("ColorsInput"),
  traits: tags(text()),
  settle: checkTags("ColorsInput"),
});
export type ColorsInput = Widget<ColorsInputState>;

function numbers(number: Trait<number>, format: string): Traits<NumbersInputState> {
  return { ...tags(number), tagStyle: buttonMeaning, min: orNull(number), max: orNull(number), format: text(format) };
}

export const FloatsInput: WidgetClass<NumbersInputState> = widgetClass<NumbersInputState>({
  ...classes("FloatsInput"),
  traits: numbers(real(0), ".1f"),
  settle: checkTags("FloatsInput"),
});
export type FloatsInput = Widget<NumbersInputState>;

export const IntsInput: WidgetClass<NumbersInputState> = widgetClass<NumbersInputState>({
  ...classes("IntsInput"),
  traits: numbers(whole(0), "d"),
  settle: checkTags("IntsInput"),
});
export type IntsInput = Widget<NumbersInputState>;
