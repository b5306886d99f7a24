import { colorMaps } from "./colorMaps.ts";
import { type ContrastSubject, formatValue, shownValue, storedValue } from "./contrastSubject.ts";
import { button, element } from "./dom.ts";
import { focusedDomain } from "./histogram.ts";
import { HistogramSlider } from "./histogramSlider.ts";
import { type Look, withLimits } from "./look.ts";
import { leastDistance } from "./pixels/distribution.ts";

const binsAtMost = 128;

/** Histogram, limits as numbers, automatic and full contrast, gamma and colour map of one image. */
export class ContrastPanel {
  readonly node: HTMLElement;
  readonly #changed: (look: Look) => void;
  readonly #slider = new HistogramSlider(
    (limit, to) => this.#move(limit, to),
    (stored) => this.#text(stored),
  );
  readonly #low = this.#number("low", "Lower contrast limit");
  readonly #high = this.#number("high", "Upper contrast limit");
  readonly #gamma = element("input", { type: "range", min: -1, max: 1, step: 0.05, "aria-label": "Gamma" });
  readonly #gammaText = element("output");
  readonly #map = element("select", { "aria-label": "Colour map" });
  #look: Look = { low: 0, high: 1, gamma: 1, map: "gray" };
  #subject: ContrastSubject | null = null;

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

  /** Shows a histogram and a look. */
  show(subject: ContrastSubject, look: Look): void {
    this.#subject = subject;
    this.#look = look;
    this.#drawHistogram(focusedDomain(look, subject.of));
    this.#showLook();
  }

  /** Shows another look of the same subject. */
  set look(look: Look) {
    this.#look = look;
    this.#showLook();
  }

  /** The automatic contrast. */
  auto(): void {
    if (this.#subject === null) return;
    const { auto, of } = this.#subject;
    this.#drawHistogram(focusedDomain(auto, of));
    this.#set({ ...this.#look, ...auto });
  }

  /** The contrast over all values. */
  full(): void {
    if (this.#subject === null) return;
    const { min, max } = this.#subject.of;
    const high = Math.max(min + leastDistance(this.#subject.of, min), max);
    this.#drawHistogram({ from: min, to: high });
    this.#set({ ...this.#look, low: min, high });
  }

  /** Moves a limit by a tenth of the distance between both. */
  nudge(limit: "low" | "high", direction: 1 | -1): void {
    const { low, high } = this.#look;
    const step = (high - low) / 10;
    this.#move(limit, this.#look[limit] + direction * (this.#subject?.of.whole ? Math.max(1, step) : step));
  }

  #move(limit: "low" | "high", to: number): void {
    if (this.#subject === null) return;
    const { of } = this.#subject;
    this.#set(withLimits(this.#look, limit, of.whole ? Math.round(to) : to, leastDistance(of, to)));
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
    if (this.#subject === null) return;
    const { of } = this.#subject;
    const bins = of.whole ? Math.min(binsAtMost, to - from + 1) : binsAtMost;
    this.#slider.show(of.counts(from, to, bins), this.#look);
  }

  #text(stored: number): string {
    return this.#subject === null ? "" : formatValue(shownValue(this.#subject, stored));
  }

  #number(limit: "low" | "high", label: string): HTMLInputElement {
    const input = element("input", { type: "number", step: "any", "aria-label": label, title: label });
    const take = () => {
      if (this.#subject === null || input.value === "") return this.#showLook();
      const stored = storedValue(this.#subject, Number(input.value));
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
