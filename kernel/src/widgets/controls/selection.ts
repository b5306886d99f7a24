import { control as classes, type Model } from "../core/model.ts";
import { listOf, oneOf, orNull, type Trait, type Traits, text, whole } from "../core/trait.ts";
import { type Widget, widgetClass } from "../core/widgetClass.ts";
import {
  type ButtonMeaning,
  buttonMeaning,
  type ControlState,
  control,
  type Orientation,
  plainControl,
} from "./common.ts";
import {
  checkedIndex,
  indexOfLabel,
  indexOfValue,
  kernelOnly,
  labelsTrait,
  type OptionSource,
  optionList,
  optionsTrait,
} from "./options.ts";
import { type SlidingState, sliding } from "./sliders.ts";
import { ToggleButtonsStyle, type ToggleButtonsStyleState } from "./styles.ts";

/** What all controls have with which one of some options is chosen. */
export interface ChoiceState<T> {
  /** Values, pairs of label and value, or an object or Map from labels to values. */
  options: OptionSource<T>;
  /** The chosen value; null for none. */
  value: T | null;
  /** The label of the chosen value. */
  label: string | null;
  /** Which option is chosen, from 0. */
  index: number | null;
  /** The labels of all options; follows `options`. */
  readonly labels: readonly string[];
}

/** What such a control is made with: its type of values comes from the options. */
export type ChoiceInit<T, S extends object> = {
  readonly [K in Exclude<keyof S, keyof ChoiceState<T>>]?: S[K] extends Widget<infer P> ? S[K] | Partial<P> : S[K];
} & {
  readonly options?: OptionSource<T>;
  readonly value?: NoInfer<T> | null;
  readonly label?: string | null;
  readonly index?: number | null;
};

export const choiceTraits: Traits<ChoiceState<unknown>> = {
  options: optionsTrait,
  value: kernelOnly<unknown>(null),
  label: { ...orNull(text()), wire: null },
  index: orNull(whole(0)),
  labels: labelsTrait,
};

/** The last of index, value and label that was given decides; new options choose the first. */
export function settleChoice<S extends ChoiceState<unknown>>(name: string): NonNullable<Model<S>["settle"]> {
  return (next, given) => {
    const list = optionList(next.options);
    const index = chosenIndex(name, next, given, list);
    const chosen = index === null ? null : list[index]!;
    const labels = list.map(({ label }) => label);
    const settled: ChoiceState<unknown> = {
      options: next.options,
      index,
      value: chosen?.value ?? null,
      label: chosen?.label ?? null,
      labels,
    };
    return settled as unknown as Partial<S>; // every S has these members
  };
}

function chosenIndex(
  name: string,
  next: ChoiceState<unknown>,
  given: ReadonlySet<PropertyKey>,
  list: ReturnType<typeof optionList>,
): number | null {
  if (given.has("index")) return next.index === null ? null : checkedIndex(name, next.index, list);
  if (given.has("value")) return indexOfValue(name, next.value, list);
  if (given.has("label")) return next.label === null ? null : indexOfLabel(name, next.label, list);
  if (!given.has("options")) return next.index;
  const hadNone = next.index === null && next.labels.length > 0;
  return list.length === 0 || hadNone ? null : 0;
}

interface PlainState<T> extends ControlState, ChoiceState<T> {}
export interface DropdownState<T> extends PlainState<T> {}
export interface RadioButtonsState<T> extends PlainState<T> {
  orientation: Orientation;
}
export interface SelectState<T> extends PlainState<T> {
  /** Lines that are shown. */
  rows: number;
}
export interface ToggleButtonsState<T> extends ControlState<ToggleButtonsStyleState>, ChoiceState<T> {
  buttonStyle: ButtonMeaning | null;
  /** Names of Font Awesome without `fa-`, one per button. */
  icons: readonly string[];
  tooltips: readonly string[];
}
export interface SelectionSliderState<T> extends SlidingState, ChoiceState<T> {}

const plain = { ...plainControl, ...choiceTraits };

/** A list that opens on a click. */
export const Dropdown: {
  new <T>(given?: ChoiceInit<T, DropdownState<T>>): Widget<DropdownState<T>>;
  readonly model: Model<DropdownState<unknown>>;
} = widgetClass<DropdownState<unknown>>({
  ...classes("Dropdown"),
  traits: plain,
  settle: settleChoice("Dropdown"),
}) as never;
export type Dropdown<T> = Widget<DropdownState<T>>;

const vertical: Trait<Orientation> = oneOf(["horizontal", "vertical"], "vertical");

/** A round button per option. */
export const RadioButtons: {
  new <T>(given?: ChoiceInit<T, RadioButtonsState<T>>): Widget<RadioButtonsState<T>>;
  readonly model: Model<RadioButtonsState<unknown>>;
} = widgetClass<RadioButtonsState<unknown>>({
  ...classes("RadioButtons"),
  traits: { ...plain, orientation: vertical },
  settle: settleChoice("RadioButtons"),
}) as never;
export type RadioButtons<T> = Widget<RadioButtonsState<T>>;

/** A list of some lines. */
export const Select: {
  new <T>(given?: ChoiceInit<T, SelectState<T>>): Widget<SelectState<T>>;
  readonly model: Model<SelectState<unknown>>;
} = widgetClass<SelectState<unknown>>({
  ...classes("Select"),
  traits: { ...plain, rows: whole(5) },
  settle: settleChoice("Select"),
}) as never;
export type Select<T> = Widget<SelectState<T>>;

/** A button per option, of which one is pressed. */
export const ToggleButtons: {
  new <T>(given?: ChoiceInit<T, ToggleButtonsState<T>>): Widget<ToggleButtonsState<T>>;
  readonly model: Model<ToggleButtonsState<unknown>>;
} = widgetClass<ToggleButtonsState<unknown>>({
  ...classes("ToggleButtons"),
  traits: {
    ...control(ToggleButtonsStyle),
    ...choiceTraits,
    buttonStyle: orNull(buttonMeaning, ""),
    icons: listOf(text()),
    tooltips: listOf(text()),
  },
  settle: settleChoice("ToggleButtons"),
}) as never;
export type ToggleButtons<T> = Widget<ToggleButtonsState<T>>;

/** A slider whose places are options; there is at least one. */
export const SelectionSlider: {
  new <T>(given: ChoiceInit<T, SelectionSliderState<T>>): Widget<SelectionSliderState<T>>;
  readonly model: Model<SelectionSliderState<unknown>>;
} = widgetClass<SelectionSliderState<unknown>>({
  ...classes("SelectionSlider"),
  traits: { ...sliding, ...choiceTraits, index: orNull(whole(0), 0) },
  settle: settleChoice("SelectionSlider"),
}) as never;
export type SelectionSlider<T> = Widget<SelectionSliderState<T>>;
