import { control as classes } from "../core/model.ts";
import { flag, text } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ButtonMeaning, buttonMeaning, type ControlState, control, plainControl } from "./common.ts";
import { CheckboxStyle, type CheckboxStyleState, ToggleButtonStyle, type ToggleButtonStyleState } from "./styles.ts";

export interface CheckboxState extends ControlState<CheckboxStyleState> {
  value: boolean;
  /** Whether the box stands in line with controls that have a description. */
  indent: boolean;
}

export const Checkbox: WidgetClass<CheckboxState> = widgetClass<CheckboxState>({
  ...classes("Checkbox"),
  traits: { ...control(CheckboxStyle), value: flag(false), indent: flag(true) },
});
export type Checkbox = Widget<CheckboxState>;

export interface ToggleButtonState extends ControlState<ToggleButtonStyleState> {
  value: boolean;
  buttonStyle: ButtonMeaning;
  /** A name of Font Awesome without `fa-`. */
  icon: string;
}

export const ToggleButton: WidgetClass<ToggleButtonState> = widgetClass<ToggleButtonState>({
  ...classes("ToggleButton"),
  traits: { ...control(ToggleButtonStyle), value: flag(false), buttonStyle: buttonMeaning, icon: text() },
});
export type ToggleButton = Widget<ToggleButtonState>;

export interface ValidState extends ControlState {
  value: boolean;
  /** What is shown when the value is false. */
  readout: string;
}

/** A sign that says whether something is right. */
export const Valid: WidgetClass<ValidState> = widgetClass<ValidState>({
  ...classes("Valid"),
  traits: { ...plainControl, value: flag(false), readout: text("Invalid") },
});
export type Valid = Widget<ValidState>;
