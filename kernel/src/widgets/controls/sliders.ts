import { control as classes } from "../core/model.ts";
import { flag, oneOf, orNull, pair, real, type Trait, type Traits, text, whole } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { clampRange, clampValue } from "./bounds.ts";
import { type ControlState, control, type Orientation, orientation } from "./common.ts";
import { SliderStyle, type SliderStyleState } from "./styles.ts";

/** What a slider's handle does. */
export type SliderBehavior = "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";

/** What all sliders have. */
export interface SlidingState extends ControlState<SliderStyleState> {
  behavior: SliderBehavior;
  /** Whether the value follows while the handle moves, or only when it is let go. */
  continuousUpdate: boolean;
  orientation: Orientation;
  /** Whether the value is shown beside the slider. */
  readout: boolean;
}

/** A slider of numbers. */
export interface NumberSlidingState extends SlidingState {
  min: number;
  max: number;
  /** How the value is written (d3-format): `d`, `.2f`. */
  readoutFormat: string;
}

/** A slider of whole numbers. */
export interface IntSliderState extends NumberSlidingState {
  value: number;
  step: number;
}

/** A slider of numbers; without a step (null) it takes any value. */
export interface FloatSliderState extends NumberSlidingState {
  value: number;
  step: number | null;
}

/** A slider of powers: `min` and `max` are exponents of `base`. */
export interface FloatLogSliderState extends FloatSliderState {
  base: number;
}

/** A slider with two handles. */
export interface IntRangeSliderState extends NumberSlidingState {
  value: readonly [low: number, high: number];
  step: number;
}

/** A slider with two handles. */
export interface FloatRangeSliderState extends NumberSlidingState {
  value: readonly [low: number, high: number];
  step: number | null;
}

export const sliding: Traits<SlidingState> = {
  ...control(SliderStyle),
  behavior: oneOf(["drag-tap", "drag-snap", "tap", "drag", "snap"], "drag-tap"),
  continuousUpdate: flag(true),
  orientation,
  readout: flag(true),
};

function numbers(number: (initial: number) => Trait<number>, format: string): Traits<NumberSlidingState> {
  return { ...sliding, min: number(0), max: number(100), readoutFormat: text(format) };
}

const floatStep: Trait<number | null> = orNull(real(0.1), 0.1);

export const IntSlider: WidgetClass<IntSliderState> = widgetClass<IntSliderState>({
  ...classes("IntSlider"),
  traits: { ...numbers(whole, "d"), value: whole(0), step: whole(1) },
  settle: clampValue("IntSlider"),
});
export type IntSlider = Widget<IntSliderState>;

export const FloatSlider: WidgetClass<FloatSliderState> = widgetClass<FloatSliderState>({
  ...classes("FloatSlider"),
  traits: { ...numbers(real, ".2f"), value: real(0), step: floatStep },
  settle: clampValue("FloatSlider"),
});
export type FloatSlider = Widget<FloatSliderState>;

export const FloatLogSlider: WidgetClass<FloatLogSliderState> = widgetClass<FloatLogSliderState>({
  ...classes("FloatLogSlider"),
  traits: { ...numbers(real, ".3g"), max: real(4), value: real(1), step: floatStep, base: real(10) },
  settle: ({ base, min, max, value }) => {
    const limits = { value, min: base ** min, max: base ** max };
    return clampValue<typeof limits>("FloatLogSlider")(limits);
  },
});
export type FloatLogSlider = Widget<FloatLogSliderState>;

export const IntRangeSlider: WidgetClass<IntRangeSliderState> = widgetClass<IntRangeSliderState>({
  ...classes("IntRangeSlider"),
  traits: { ...numbers(whole, "d"), value: pair(whole(0), [25, 75]), step: whole(1) },
  settle: clampRange("IntRangeSlider"),
});
export type IntRangeSlider = Widget<IntRangeSliderState>;

export const FloatRangeSlider: WidgetClass<FloatRangeSliderState> = widgetClass<FloatRangeSliderState>({
  ...classes("FloatRangeSlider"),
  traits: { ...numbers(real, ".2f"), value: pair(real(0), [25, 75]), step: floatStep },
  settle: clampRange("FloatRangeSlider"),
});
export type FloatRangeSlider = Widget<FloatRangeSliderState>;
