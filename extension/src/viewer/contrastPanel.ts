import { colorMaps } from "./colorMaps.ts";
import { button, element } from "./dom.ts";
import { focusedDomain, histogram, valueCounts } from "./histogram.ts";
import { HistogramSlider } from "./histogramSlider.ts";
import { formatValue, type PlaneImage, sourceValue, storedPixel } from "./image.ts";
import { type Look, withLimits } from "./look.ts";

const binsAtMost = 128;

/** Histogram, limits as numbers, automatic and full contrast, gamma and colour map of one image. */
export class ContrastPanel {
  readonly node: HTMLElement;
  readonly #changed: (look: Look) => void;
  readonly #slider = new HistogramSlider(
    (limit, to) => this.#set(withLimits(this.#look, limit, Math.round(to), 1)),
    (stored) => this.#text(stored),
  );
  readonly #low = this.#number("low", "Lower contrast limit");
  readonly #high = this.#number("high", "Upper contrast limit");
  readonly #gamma = element("input", { type: "range", min: -1, max: 1, step: 0.05, "aria-label": "Gamma" });
  readonly #gammaText = element("output");
  readonly #map = element("select", { "aria-label": "Colour map" });
  #look: Look = { low: 0, high: 1, gamma: 1, map: "gray" };
  #image: PlaneImage | null = null;
  #counts: Uint32Array = new Uint32Array(0);

  constructor(changed: (look: Look) => void) {
    this.#changed = changed;
    this.#map.append(...Object.keys(colorMaps).map((name) => element("option", { value: name }, name)));
    this.#map.addEventListener("change", () => this.#set({ ...this.#look, map: this.#map.value }));
    this.#gamma.addEventListener("input", () => this.#set({ ...this.#look, gamma: 2 ** -Number(this.#gamma.value) }));
    this.node = element(
      "div",
      { class: "titer-contrast", "data-lm-suppress-shortcuts": "true" },
      this.#slider.node,
      element("div", { class: "titer-row" }, this.#low, element("span", { class: "titer-to" }, "to"), this.#high),
      element(
        "div",
        { class: "titer-row" },
        button("Auto", "Automatic contrast: percentiles 0.1 and 99.9", () => this.auto()),
        button("Full", "Contrast from the smallest to the largest value", () => this.full()),
      ),
      element("label", { class: "titer-row" }, element("span", {}, "Gamma"), this.#gamma, this.#gammaText),
      element("label", { class: "titer-row" }, element("span", {}, "Colour"), this.#map),
    );
  }

  /** Shows an image's histogram and a look. */
  show(image: PlaneImage, look: Look): void {
    this.#image = image;
    this.#counts = valueCounts(image.pixels);
    this.#look = look;
    this.#drawHistogram(focusedDomain(look, image.info.range));
    this.#showLook();
  }

  /** The contrast that the image came with. */
  auto(): void {
    if (this.#image === null) return;
    const { window, range } = this.#image.info;
    this.#drawHistogram(focusedDomain(window, range));
    this.#set({ ...this.#look, ...window });
  }

  /** The contrast over all values. */
  full(): void {
    if (this.#image === null) return;
    const { min, max } = this.#image.info.range;
    this.#drawHistogram({ from: min, to: Math.max(min + 1, max) });
    this.#set({ ...this.#look, low: min, high: Math.max(min + 1, max) });
  }

  /** Moves a limit by a tenth of the distance between both. */
  nudge(limit: "low" | "high", direction: 1 | -1): void {
    const { low, high } = this.#look;
    const step = Math.max(1, Math.round((high - low) / 10));
    this.#set(withLimits(this.#look, limit, this.#look[limit] + direction * step, 1));
  }

  #set(look: Look): void {
    this.#look = look;
    this.#showLook();
    this.#changed(look);
  }

  #showLook(): void {
    const look = this.#look;
    this.#slider.look = look;
    if (document.activeElement !== this.#low) this.#low.value = this.#text(look.low);
    if (document.activeElement !== this.#high) this.#high.value = this.#text(look.high);
    this.#gamma.value = String(-Math.log2(look.gamma));
    this.#gammaText.textContent = look.gamma.toFixed(2);
    this.#map.value = look.map;
  }

  #drawHistogram({ from, to }: { readonly from: number; readonly to: number }): void {
    const bins = Math.min(binsAtMost, to - from + 1);
    this.#slider.show(histogram(this.#counts, from, to, bins), this.#look);
  }

  #text(stored: number): string {
    return this.#image === null ? "" : formatValue(sourceValue(this.#image, stored));
  }

  #number(limit: "low" | "high", label: string): HTMLInputElement {
    const input = element("input", { type: "number", step: "any", "aria-label": label, title: label });
    const take = () => {
      if (this.#image === null || input.value === "") return this.#showLook();
      const stored = storedPixel(this.#image, Number(input.value));
      this.#set(withLimits(this.#look, limit, stored, 1e-3));
      input.value = this.#text(this.#look[limit]);
    };
    input.addEventListener("change", take);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") take(); // JupyterLab keeps the browser from turning it into a change
      event.stopPropagation();
    });
    return input;
  }
}
