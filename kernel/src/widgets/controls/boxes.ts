import { TiterError } from "titer/errors";
import { control as classes, type Model } from "../core/model.ts";
import { listOf, orNull, type Traits, text, whole } from "../core/trait.ts";
import { type AnyWidget, anyWidget, type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type Meaning, meaning, type ShownState, shown } from "./common.ts";

/** A widget that holds others. */
export interface BoxState extends ShownState {
  children: readonly AnyWidget[];
  boxStyle: Meaning;
}

/** A box that shows one of its children at a time. */
export interface PagesState extends BoxState {
  titles: readonly string[];
  /** Which child is shown; null for none. */
  selectedIndex: number | null;
}

const box: Traits<BoxState> = { ...shown, children: listOf(anyWidget), boxStyle: meaning };
const pages: Traits<PagesState> = { ...box, titles: listOf(text()), selectedIndex: orNull(whole(0)) };

/** Children as far as the layout says. */
export const Box: WidgetClass<BoxState> = widgetClass<BoxState>({ ...classes("Box"), traits: box });
export type Box = Widget<BoxState>;

/** Children beside each other. */
export const HBox: WidgetClass<BoxState> = widgetClass<BoxState>({ ...classes("HBox"), traits: box });
export type HBox = Widget<BoxState>;

/** Children below each other. */
export const VBox: WidgetClass<BoxState> = widgetClass<BoxState>({ ...classes("VBox"), traits: box });
export type VBox = Widget<BoxState>;

/** Children in the rows and columns of the layout's grid members. */
export const GridBox: WidgetClass<BoxState> = widgetClass<BoxState>({ ...classes("GridBox"), traits: box });
export type GridBox = Widget<BoxState>;

/** One title per child, as far as titles go and empty ones for the rest; an index that is one of them. */
function settlePages(name: string): NonNullable<Model<PagesState>["settle"]> {
  return ({ children, titles, selectedIndex }, given) => {
    if (selectedIndex !== null && (selectedIndex < 0 || selectedIndex >= children.length)) {
      if (!given.has("selectedIndex")) return { selectedIndex: null };
      throw new TiterError("BAD_TRAIT", {
        what: `${name} has no child ${selectedIndex}`,
        where: { field: "selectedIndex" },
        todo: `Give null or a number from 0 to ${children.length - 1}.`,
        details: { widget: name, selectedIndex, children: children.length },
      });
    }
    return { titles: children.map((_, i) => titles[i] ?? "") };
  };
}

/** Children with their titles below each other, one of them open. */
export const Accordion: WidgetClass<PagesState> = widgetClass<PagesState>({
  ...classes("Accordion"),
  traits: pages,
  settle: settlePages("Accordion"),
});
export type Accordion = Widget<PagesState>;

/** Children behind tabs; the first is open unless another is chosen. */
export const Tab: WidgetClass<PagesState> = widgetClass<PagesState>({
  ...classes("Tab"),
  traits: pages,
  settle: (next, given) => {
    const { children, selectedIndex } = next;
    const chosen = given.has("selectedIndex") || !given.has("children");
    const shownIndex =
      chosen || children.length === 0 ? selectedIndex : Math.min(selectedIndex ?? 0, children.length - 1);
    return { selectedIndex: shownIndex, ...settlePages("Tab")({ ...next, selectedIndex: shownIndex }, given) };
  },
});
export type Tab = Widget<PagesState>;

/** Children of which one is shown, without anything to choose it by. */
export const Stack: WidgetClass<PagesState> = widgetClass<PagesState>({
  ...classes("Stack"),
  traits: pages,
  settle: settlePages("Stack"),
});
export type Stack = Widget<PagesState>;
