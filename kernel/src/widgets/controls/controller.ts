import { control as classes } from "../core/model.ts";
import { flag, listOf, real, type Trait, text, whole } from "../core/trait.ts";
import { anyWidget, type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ShownState, shown } from "./common.ts";

export interface ControllerAxisState extends ShownState {
  /** -1..1. */
  readonly value: number;
}
export interface ControllerButtonState extends ShownState {
  /** 0..1. */
  readonly value: number;
  readonly pressed: boolean;
}
export interface ControllerState extends ShownState {
  /** Which of the gamepads, from 0. */
  index: number;
  readonly name: string;
  readonly mapping: string;
  readonly connected: boolean;
  /** When it was last heard of, in milliseconds of the page's clock. */
  readonly timestamp: number;
  readonly buttons: readonly ControllerButton[];
  readonly axes: readonly ControllerAxis[];
}

export const ControllerAxis: WidgetClass<ControllerAxisState> = widgetClass<ControllerAxisState>({
  ...classes("ControllerAxis"),
  traits: { ...shown, value: real(0) },
});
export type ControllerAxis = Widget<ControllerAxisState>;

export const ControllerButton: WidgetClass<ControllerButtonState> = widgetClass<ControllerButtonState>({
  ...classes("ControllerButton"),
  traits: { ...shown, value: real(0), pressed: flag(false) },
});
export type ControllerButton = Widget<ControllerButtonState>;

/** A gamepad. The browser makes the widgets of its buttons and axes when one is pressed. */
export const Controller: WidgetClass<ControllerState> = widgetClass<ControllerState>({
  ...classes("Controller"),
  traits: {
    ...shown,
    index: whole(0),
    name: text(),
    mapping: text(),
    connected: flag(false),
    timestamp: real(0),
    // Holds: only the front end sets these, to widgets that it made of these classes.
    buttons: listOf(anyWidget) as unknown as Trait<readonly ControllerButton[]>,
    axes: listOf(anyWidget) as unknown as Trait<readonly ControllerAxis[]>,
  },
});
export type Controller = Widget<ControllerState>;
