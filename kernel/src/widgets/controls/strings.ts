import { TiterError } from "titer/errors";
import { control as classes } from "../core/model.ts";
import { flag, listOf, orNull, type Traits, text, whole } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ControlState, control, type DescribedState, described, noPlaceholder } from "./common.ts";
import {
  HTMLMathStyle,
  HTMLStyle,
  LabelStyle,
  type LabelStyleState,
  TextStyle,
  type TextStyleState,
} from "./styles.ts";

/** Text that is only shown. */
export interface ShownTextState<Style extends object = TextStyleState> extends DescribedState<Style> {
  value: string;
  placeholder: string;
}

/** A field for text. */
export interface TextState extends ControlState<TextStyleState> {
  value: string;
  /** What the empty field shows. */
  placeholder: string;
  /** Whether the value follows each key, or only Enter and leaving the field. */
  continuousUpdate: boolean;
}
export interface TextareaState extends TextState {
  /** Lines that are shown; null leaves it to the browser. */
  rows: number | null;
}
export interface ComboboxState extends TextState {
  options: readonly string[];
  /** Whether only options are taken. */
  ensureOption: boolean;
}

const shownText = { value: text(), placeholder: text(noPlaceholder) };
const field: Traits<TextState> = { ...control(TextStyle), ...shownText, continuousUpdate: flag(true) };

/** HTML that the front end cleans of scripts. */
export const HTML: WidgetClass<ShownTextState> = widgetClass<ShownTextState>({
  ...classes("HTML"),
  traits: { ...described(HTMLStyle), ...shownText },
});
export type HTML = Widget<ShownTextState>;

/** HTML with formulas of LaTeX. */
export const HTMLMath: WidgetClass<ShownTextState> = widgetClass<ShownTextState>({
  ...classes("HTMLMath"),
  traits: { ...described(HTMLMathStyle), ...shownText },
});
export type HTMLMath = Widget<ShownTextState>;

export const Label: WidgetClass<ShownTextState<LabelStyleState>> = widgetClass<ShownTextState<LabelStyleState>>({
  ...classes("Label"),
  traits: { ...described(LabelStyle), ...shownText },
});
export type Label = Widget<ShownTextState<LabelStyleState>>;

export const Text: WidgetClass<TextState> = widgetClass<TextState>({ ...classes("Text"), traits: field });
export type Text = Widget<TextState>;

export const Password: WidgetClass<TextState> = widgetClass<TextState>({ ...classes("Password"), traits: field });
export type Password = Widget<TextState>;

export const Textarea: WidgetClass<TextareaState> = widgetClass<TextareaState>({
  ...classes("Textarea"),
  traits: { ...field, rows: orNull(whole(1)) },
});
export type Textarea = Widget<TextareaState>;

/** A field for text with suggestions. */
export const Combobox: WidgetClass<ComboboxState> = widgetClass<ComboboxState>({
  ...classes("Combobox"),
  traits: { ...field, options: listOf(text()), ensureOption: flag(false) },
  settle: ({ ensureOption, options, value }) => {
    if (!ensureOption || value === "" || options.includes(value)) return {};
    throw new TiterError("BAD_TRAIT", {
      what: `"${value}" is no option of this Combobox`,
      where: { field: "value" },
      todo: `Give one of: ${options.join(", ")}.`,
      details: { widget: "Combobox", value, options },
    });
  },
});
export type Combobox = Widget<ComboboxState>;
