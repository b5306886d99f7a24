import { control as classes } from "../core/model.ts";
import { flag, orNull, real, type Trait, whole } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { clampValue } from "./bounds.ts";
import {
  type ControlState,
  type DescribedState,
  described,
  type Meaning,
  meaning,
  type Orientation,
  orientation,
  plainControl,
} from "./common.ts";
import { ProgressStyle, type ProgressStyleState } from "./styles.ts";

/** A field for a whole number. */
export interface IntTextState extends ControlState {
  value: number;
  step: number;
  /** Whether the value follows each key, or only Enter and leaving the field. */
  continuousUpdate: boolean;
}

/** A field for a number; without a step (null) any value is taken. */
export interface FloatTextState extends ControlState {
  value: number;
  step: number | null;
  continuousUpdate: boolean;
}

export interface BoundedIntTextState extends IntTextState {
  min: number;
  max: number;
}

export interface BoundedFloatTextState extends FloatTextState {
  min: number;
  max: number;
}

/** A bar that shows how far something is. */
export interface ProgressState extends DescribedState<ProgressStyleState> {
  value: number;
  min: number;
  max: number;
  orientation: Orientation;
}
export interface IntProgressState extends ProgressState {
  barStyle: Meaning;
}
export interface FloatProgressState extends ProgressState {
  barStyle: Meaning | null;
}

/** A button that counts up by itself, once per interval. */
export interface PlayState extends ControlState {
  value: number;
  min: number;
  max: number;
  step: number;
  /** Milliseconds between two steps. */
  interval: number;
  playing: boolean;
  repeat: boolean;
  showRepeat: boolean;
}

const intText = { ...plainControl, value: whole(0), step: whole(1), continuousUpdate: flag(false) };
const floatText = { ...plainControl, value: real(0), step: orNull(real(0)), continuousUpdate: flag(false) };

export const IntText: WidgetClass<IntTextState> = widgetClass<IntTextState>({
  ...classes("IntText"),
  traits: intText,
});
export type IntText = Widget<IntTextState>;

export const FloatText: WidgetClass<FloatTextState> = widgetClass<FloatTextState>({
  ...classes("FloatText"),
  traits: floatText,
});
export type FloatText = Widget<FloatTextState>;

export const BoundedIntText: WidgetClass<BoundedIntTextState> = widgetClass<BoundedIntTextState>({
  ...classes("BoundedIntText", "IntText"),
  traits: { ...intText, min: whole(0), max: whole(100) },
  settle: clampValue("BoundedIntText"),
});
export type BoundedIntText = Widget<BoundedIntTextState>;

export const BoundedFloatText: WidgetClass<BoundedFloatTextState> = widgetClass<BoundedFloatTextState>({
  ...classes("BoundedFloatText", "FloatText"),
  traits: { ...floatText, min: real(0), max: real(100) },
  settle: clampValue("BoundedFloatText"),
});
export type BoundedFloatText = Widget<BoundedFloatTextState>;

function progress(number: (initial: number) => Trait<number>) {
  return { ...described(ProgressStyle), value: number(0), min: number(0), max: number(100), orientation };
}

export const IntProgress: WidgetClass<IntProgressState> = widgetClass<IntProgressState>({
  ...classes("IntProgress", "Progress"),
  traits: { ...progress(whole), barStyle: meaning },
  settle: clampValue("IntProgress"),
});
export type IntProgress = Widget<IntProgressState>;

export const FloatProgress: WidgetClass<FloatProgressState> = widgetClass<FloatProgressState>({
  ...classes("FloatProgress", "Progress"),
  traits: { ...progress(real), barStyle: orNull(meaning, "") },
  settle: clampValue("FloatProgress"),
});
export type FloatProgress = Widget<FloatProgressState>;

export const Play: WidgetClass<PlayState> = widgetClass<PlayState>({
  ...classes("Play"),
  traits: {
    ...plainControl,
    value: whole(0),
    min: whole(0),
    max: whole(100),
    step: whole(1),
    interval: whole(100),
    playing: flag(false),
    repeat: flag(false),
    showRepeat: flag(true),
  },
  settle: clampValue("Play"),
});
export type Play = Widget<PlayState>;
