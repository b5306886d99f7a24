import { element, setText } from "../viewer/dom.ts";
import type { StackValue } from "./sessionModel.ts";

/** A slider for each stacked component of a session. */
export class StackBar {
  readonly node: HTMLElement = element("div", { class: "titer-places" });
  readonly #go: (axis: string, value: StackValue) => void;
  readonly #sliders = new Map<
    string,
    { readonly range: HTMLInputElement; readonly text: HTMLElement; values: readonly StackValue[] }
  >();

  constructor(go: (axis: string, value: StackValue) => void) {
    this.#go = go;
  }

  show(axes: ReadonlyMap<string, readonly StackValue[]>, place: Readonly<Record<string, StackValue>>): void {
    for (const [axis, values] of axes) {
      const slider = this.#sliders.get(axis) ?? this.#add(axis);
      slider.values = values;
      slider.range.max = String(values.length - 1);
      const at = Math.max(0, values.indexOf(place[axis]!));
      slider.range.value = String(at);
      slider.range.setAttribute("aria-valuetext", String(values[at]));
      setText(slider.text, `${values[at]} (${at + 1} of ${values.length})`);
    }
  }

  #add(axis: string) {
    const range = element("input", { type: "range", min: 0, max: 1, step: 1, "aria-label": axis });
    const slider = { range, text: element("span"), values: [] as readonly StackValue[] };
    range.addEventListener("input", () => this.#go(axis, slider.values[Number(range.value)]!));
    this.#sliders.set(axis, slider);
    this.node.append(element("div", { class: "titer-place" }, element("span", {}, axis), range, slider.text));
    return slider;
  }
}
