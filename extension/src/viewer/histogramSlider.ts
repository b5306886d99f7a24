import { colorMap, gradientOf } from "./colorMaps.ts";
import { element } from "./dom.ts";
import { type Histogram, histogramPath } from "./histogram.ts";
import type { Look } from "./look.ts";

type Limit = "low" | "high";

const names: Readonly<Record<Limit, string>> = { low: "Lower contrast limit", high: "Upper contrast limit" };

/** A histogram with two limits that are dragged or moved by the arrow keys, over a strip of the colour map. */
export class HistogramSlider {
  readonly node: HTMLElement;
  readonly #moved: (limit: Limit, to: number) => void;
  readonly #format: (stored: number) => string;
  readonly #path: SVGPathElement;
  readonly #strip: HTMLElement = element("div", { class: "titer-strip" });
  readonly #handles: Readonly<Record<Limit, HTMLElement>>;
  #domain = { from: 0, to: 1 };

  /**
   * @param moved - called with the limit and the stored pixel that the user moved it to
   * @param format - a stored pixel as text for screen readers
   */
  constructor(moved: (limit: Limit, to: number) => void, format: (stored: number) => string) {
    this.#moved = moved;
    this.#format = format;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    this.#path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.append(this.#path);
    this.#handles = { low: this.#handle("low"), high: this.#handle("high") };
    const box = element("div", { class: "titer-histogram-box" }, svg, this.#handles.low, this.#handles.high);
    this.node = element(
      "div",
      { class: "titer-histogram" },
      box,
      element("div", { class: "titer-track" }, this.#strip),
    );
  }

  /** Shows other counts; the limits are placed in their domain. */
  show(histogram: Histogram, look: Look): void {
    this.#domain = { from: histogram.from, to: histogram.to };
    this.#path.setAttribute("d", histogramPath(histogram));
    this.look = look;
  }

  set look(look: Look) {
    for (const limit of ["low", "high"] as const) {
      const handle = this.#handles[limit];
      handle.style.left = `${this.#share(look[limit]) * 100}%`;
      handle.setAttribute("aria-valuemin", String(this.#domain.from));
      handle.setAttribute("aria-valuemax", String(this.#domain.to));
      handle.setAttribute("aria-valuenow", String(look[limit]));
      handle.setAttribute("aria-valuetext", this.#format(look[limit]));
    }
    const [left, right] = [this.#share(look.low), this.#share(look.high)];
    const map = colorMap(look.map);
    this.#strip.style.cssText = `left: ${left * 100}%; width: ${(right - left) * 100}%; background: ${gradientOf(map)}`;
  }

  #share(stored: number): number {
    const { from, to } = this.#domain;
    return Math.min(1, Math.max(0, (stored - from) / (to - from)));
  }

  #handle(limit: Limit): HTMLElement {
    const handle = element("div", {
      class: "titer-limit",
      "data-limit": limit,
      "data-lm-suppress-shortcuts": "true",
      role: "slider",
      tabindex: 0,
      "aria-label": names[limit],
      "aria-orientation": "horizontal",
    });
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
      handle.focus({ preventScroll: true });
    });
    handle.addEventListener("pointermove", (event) => {
      const box = handle.parentElement?.getBoundingClientRect();
      if (box === undefined || !handle.hasPointerCapture(event.pointerId)) return;
      const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      this.#moved(limit, this.#domain.from + share * (this.#domain.to - this.#domain.from));
    });
    handle.addEventListener("keydown", (event) => {
      const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (direction === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const step = Math.max(1, Math.round((this.#domain.to - this.#domain.from) / 100));
      this.#moved(limit, Number(handle.getAttribute("aria-valuenow")) + direction * step);
    });
    return handle;
  }
}
