import { element } from "../dom.ts";
import type { LayerView } from "../scene/viewState.ts";

/** Outline or fill, and the opacity of labels. */
export class LabelsPanel {
  readonly node: HTMLElement;
  readonly #style = element("select", { "aria-label": "Labels as" });
  readonly #opacity = element("input", {
    type: "range",
    min: 0.1,
    max: 1,
    step: 0.05,
    "aria-label": "Opacity of labels",
  });

  constructor(changed: (change: Partial<Pick<LayerView, "style" | "opacity">>) => void) {
    this.#style.append(
      element("option", { value: "fill" }, "filled"),
      element("option", { value: "outline" }, "outlines"),
    );
    this.#style.addEventListener("change", () => changed({ style: this.#style.value as LayerView["style"] })); // of the options above
    this.#opacity.addEventListener("input", () => changed({ opacity: Number(this.#opacity.value) }));
    this.node = element(
      "div",
      { class: "titer-contrast" },
      element("label", { class: "titer-row" }, element("span", {}, "Labels"), this.#style),
      element("label", { class: "titer-row" }, element("span", {}, "Opacity"), this.#opacity),
    );
    this.node.hidden = true;
  }

  /** @param layer - null hides the panel */
  show(layer: LayerView | null): void {
    this.node.hidden = layer === null;
    if (layer === null) return;
    this.#style.value = layer.style;
    this.#opacity.value = String(layer.opacity);
  }
}
