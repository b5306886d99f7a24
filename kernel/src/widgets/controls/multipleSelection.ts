import { control as classes, type Model } from "../core/model.ts";
import { listOf, pair, type Trait, type Traits, whole } from "../core/trait.ts";
import { type Widget, widgetClass } from "../core/widgetClass.ts";
import { type ControlState, plainControl } from "./common.ts";
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

/** What controls have with which several options are chosen. */
export interface ChoicesState<T> {
  options: OptionSource<T>;
  value: readonly T[];
  label: readonly string[];
  index: readonly number[];
  readonly labels: readonly string[];
}

/** What such a control is made with. */
export type ChoicesInit<T, S extends object> = {
  readonly [K in Exclude<keyof S, keyof ChoicesState<T>>]?: S[K] extends Widget<infer P> ? S[K] | Partial<P> : S[K];
} & {
  readonly options?: OptionSource<T>;
  readonly value?: readonly NoInfer<T>[];
  readonly label?: readonly string[];
  readonly index?: readonly number[];
};

function choicesTraits(index: Trait<readonly number[]>): Traits<ChoicesState<unknown>> {
  return {
    options: optionsTrait,
    value: kernelOnly<readonly unknown[]>([]),
    label: kernelOnly<readonly string[]>([]),
    index,
    labels: labelsTrait,
  };
}

function settleChoices<S extends ChoicesState<unknown>>(
  name: string,
  unchosen: readonly number[],
): NonNullable<Model<S>["settle"]> {
  return (next, given) => {
    const list = optionList(next.options);
    const index = chosenIndices(name, next, given, list, unchosen);
    const settled: ChoicesState<unknown> = {
      options: next.options,
      index,
      value: index.map((i) => list[i]?.value),
      label: index.map((i) => list[i]?.label ?? ""),
      labels: list.map(({ label }) => label),
    };
    return settled as unknown as Partial<S>; // every S has these members
  };
}

function chosenIndices(
  name: string,
  next: ChoicesState<unknown>,
  given: ReadonlySet<PropertyKey>,
  list: ReturnType<typeof optionList>,
  unchosen: readonly number[],
): readonly number[] {
  if (given.has("index")) return next.index.map((index) => checkedIndex(name, index, list));
  if (given.has("value")) return next.value.map((value) => indexOfValue(name, value, list) ?? 0);
  if (given.has("label")) return next.label.map((label) => indexOfLabel(name, label, list));
  return given.has("options") ? unchosen : next.index;
}

export interface SelectMultipleState<T> extends ControlState, ChoicesState<T> {
  rows: number;
}
export interface SelectionRangeSliderState<T> extends SlidingState, ChoicesState<T> {}

/** A list in which several lines can be chosen. */
export const SelectMultiple: {
  new <T>(given?: ChoicesInit<T, SelectMultipleState<T>>): Widget<SelectMultipleState<T>>;
  readonly model: Model<SelectMultipleState<unknown>>;
} = widgetClass<SelectMultipleState<unknown>>({
  ...classes("SelectMultiple"),
  traits: { ...plainControl, ...choicesTraits(listOf(whole(0))), rows: whole(5) },
  settle: settleChoices("SelectMultiple", []),
}) as never;
export type SelectMultiple<T> = Widget<SelectMultipleState<T>>;

/** A slider with two handles whose places are options; value, label and index are the two ends. */
export const SelectionRangeSlider: {
  new <T>(given: ChoicesInit<T, SelectionRangeSliderState<T>>): Widget<SelectionRangeSliderState<T>>;
  readonly model: Model<SelectionRangeSliderState<unknown>>;
} = widgetClass<SelectionRangeSliderState<unknown>>({
  ...classes("SelectionRangeSlider"),
  traits: { ...sliding, ...choicesTraits(pair(whole(0), [0, 0]) as unknown as Trait<readonly number[]>) },
  settle: settleChoices("SelectionRangeSlider", [0, 0]),
}) as never;
export type SelectionRangeSlider<T> = Widget<SelectionRangeSliderState<T>>;
