import { flag, listOf, oneOf, orNull, type Trait, type Traits, text } from "../core/trait.ts";
import { partOf, type Widget, type WidgetClass } from "../core/widgetClass.ts";
import { Layout } from "./layout.ts";
import { DescriptionStyle, type DescriptionStyleState } from "./styles.ts";

/** What everything on the page has. */
export interface ShownState {
  /** CSS classes. */
  classes: readonly string[];
  readonly layout: Layout;
  /** Whether the Tab key comes here; null leaves it to the control. */
  tabbable: boolean | null;
  tooltip: string | null;
}

export const shown: Traits<ShownState> = {
  classes: { ...listOf(text()), wire: "_dom_classes" },
  layout: partOf(Layout),
  tabbable: orNull(flag(true)),
  tooltip: orNull(text()),
};

/** What controls with a description have; `style` is of the control's own class. */
export interface DescribedState<Style extends object = DescriptionStyleState> extends ShownState {
  /** The text beside the control. */
  description: string;
  /** Whether the description is HTML. */
  descriptionAllowHtml: boolean;
  readonly style: Widget<Style>;
}

export function described<Style extends object>(style: WidgetClass<Style>): Traits<DescribedState<Style>> {
  return { ...shown, description: text(), descriptionAllowHtml: flag(false), style: partOf(style) };
}

/** A control with a description that can be disabled. */
export interface ControlState<Style extends object = DescriptionStyleState> extends DescribedState<Style> {
  disabled: boolean;
}

export function control<Style extends object>(style: WidgetClass<Style>): Traits<ControlState<Style>> {
  return { ...described(style), disabled: flag(false) };
}

/** A control with the plain style. */
export const plainControl: Traits<ControlState> = control(DescriptionStyle);

export type Orientation = "horizontal" | "vertical";
export const orientation: Trait<Orientation> = oneOf(["horizontal", "vertical"], "horizontal");

/** Bootstrap's colours with a meaning. */
export type Meaning = "success" | "info" | "warning" | "danger" | "";
export const meaning: Trait<Meaning> = oneOf(["success", "info", "warning", "danger", ""], "");
export type ButtonMeaning = "primary" | Meaning;
export const buttonMeaning: Trait<ButtonMeaning> = oneOf(["primary", "success", "info", "warning", "danger", ""], "");

/** A zero-width space: the placeholder that keeps a line's height, as Jupyter's widgets have it. */
export const noPlaceholder = "\u200b";
