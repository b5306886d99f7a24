import { controlsClass, type Model } from "../core/model.ts";
import { orNull, type Trait, type Traits, text } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";

type Css = string | null;

/** How the description of a control looks. */
export interface DescriptionStyleState {
  /** Width of the description beside the control, as CSS: `initial` makes room for all of it. */
  descriptionWidth: string;
}
/** How text looks; all members are CSS. */
export interface FontState {
  fontFamily: Css;
  fontSize: Css;
  fontStyle: Css;
  fontVariant: Css;
  fontWeight: Css;
  textColor: Css;
  textDecoration: Css;
}
export interface ButtonStyleState extends FontState {
  buttonColor: Css;
}
export interface CheckboxStyleState extends DescriptionStyleState {
  background: Css;
}
/** How text on a ground looks. */
export interface TextStyleState extends CheckboxStyleState {
  fontSize: Css;
  textColor: Css;
}
export interface LabelStyleState extends CheckboxStyleState, FontState {}
export interface ProgressStyleState extends DescriptionStyleState {
  barColor: Css;
}
export interface SliderStyleState extends DescriptionStyleState {
  handleColor: Css;
}
export interface ToggleButtonStyleState extends DescriptionStyleState, FontState {}
export interface ToggleButtonsStyleState extends DescriptionStyleState {
  buttonWidth: string;
  fontWeight: string;
}

const css: Trait<Css> = orNull(text());
const described: Traits<DescriptionStyleState> = { descriptionWidth: text() };
const font: Traits<FontState> = {
  fontFamily: css,
  fontSize: css,
  fontStyle: css,
  fontVariant: css,
  fontWeight: css,
  textColor: css,
  textDecoration: css,
};
const onGround: Traits<TextStyleState> = { ...described, background: css, fontSize: css, textColor: css };

function style<S extends object>(name: string, traits: Traits<S>): Model<S> {
  return {
    name,
    model: controlsClass(`${name}Model`),
    view: controlsClass("StyleView", "@jupyter-widgets/base"), // which all styles share
    traits,
  };
}

export const DescriptionStyle: WidgetClass<DescriptionStyleState> = widgetClass(style("DescriptionStyle", described));
export type DescriptionStyle = Widget<DescriptionStyleState>;

export const ButtonStyle: WidgetClass<ButtonStyleState> = widgetClass(
  style<ButtonStyleState>("ButtonStyle", { ...font, buttonColor: css }),
);
export type ButtonStyle = Widget<ButtonStyleState>;

export const CheckboxStyle: WidgetClass<CheckboxStyleState> = widgetClass(
  style<CheckboxStyleState>("CheckboxStyle", { ...described, background: css }),
);
export type CheckboxStyle = Widget<CheckboxStyleState>;

export const HTMLStyle: WidgetClass<TextStyleState> = widgetClass(style("HTMLStyle", onGround));
export const HTMLMathStyle: WidgetClass<TextStyleState> = widgetClass(style("HTMLMathStyle", onGround));
export const TextStyle: WidgetClass<TextStyleState> = widgetClass(style("TextStyle", onGround));
export type TextStyle = Widget<TextStyleState>;

export const LabelStyle: WidgetClass<LabelStyleState> = widgetClass(
  style<LabelStyleState>("LabelStyle", { ...described, ...font, background: css }),
);
export type LabelStyle = Widget<LabelStyleState>;

export const ProgressStyle: WidgetClass<ProgressStyleState> = widgetClass(
  style<ProgressStyleState>("ProgressStyle", { ...described, barColor: css }),
);
export type ProgressStyle = Widget<ProgressStyleState>;

export const SliderStyle: WidgetClass<SliderStyleState> = widgetClass(
  style<SliderStyleState>("SliderStyle", { ...described, handleColor: css }),
);
export type SliderStyle = Widget<SliderStyleState>;

export const ToggleButtonStyle: WidgetClass<ToggleButtonStyleState> = widgetClass(
  style<ToggleButtonStyleState>("ToggleButtonStyle", { ...described, ...font }),
);
export type ToggleButtonStyle = Widget<ToggleButtonStyleState>;

export const ToggleButtonsStyle: WidgetClass<ToggleButtonsStyleState> = widgetClass(
  style<ToggleButtonsStyleState>("ToggleButtonsStyle", { ...described, buttonWidth: text(), fontWeight: text() }),
);
export type ToggleButtonsStyle = Widget<ToggleButtonsStyleState>;
