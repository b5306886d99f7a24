import { control as classes, type Model } from "../core/model.ts";
import { text } from "../core/trait.ts";
import type { Init } from "../core/widget.ts";
import { type Widget, widgetClass } from "../core/widgetClass.ts";
import { type ButtonMeaning, buttonMeaning, type ControlState, control } from "./common.ts";
import { ButtonStyle, type ButtonStyleState } from "./styles.ts";

/** The description is the button's label. */
export interface ButtonState extends Omit<ControlState<ButtonStyleState>, "descriptionAllowHtml"> {
  buttonStyle: ButtonMeaning;
  /** A name of Font Awesome without `fa-`. */
  icon: string;
}

const { descriptionAllowHtml: _, ...buttonControl } = control(ButtonStyle);

const PlainButton = widgetClass<ButtonState>({
  ...classes("Button"),
  traits: { ...buttonControl, buttonStyle: buttonMeaning, icon: text() },
});

class ClickButton extends PlainButton {
  onClick(handler: (button: Button) => unknown): () => void {
    return this.onMessage((content) => {
      if ((content as { event?: unknown } | null)?.event === "click") return handler(this);
    });
  }
}

/** A button; `onClick` calls a handler for each click and gives what takes it away again. */
export type Button = Widget<ButtonState> & { onClick(handler: (button: Button) => unknown): () => void };
export const Button: { new (given?: Init<ButtonState>): Button; readonly model: Model<ButtonState> } = ClickButton;
