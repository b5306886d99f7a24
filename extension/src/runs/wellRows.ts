import { element, setText } from "../viewer/dom.ts";
import { percent } from "./format.ts";
import type { Well } from "./parse.ts";

/** The wells of a run as a list: name, bar, step, state. Updated in place. */
export interface WellsView {
  readonly node: HTMLElement;
  /** Shows the wells; they are the ones that the view was made for, in the same order. */
  update(wells: readonly Well[]): void;
}

/** One row per well, for as many wells as one likes to read. */
export function wellRows(wells: readonly Well[]): WellsView {
  const rows = wells.map((well) => wellRow(well.well));
  return {
    node: element("ul", { class: "titer-wells" }, ...rows.map((row) => row.node)),
    update: (now) => {
      now.forEach((well, i) => {
        rows[i]?.update(well);
      });
    },
  };
}

function wellRow(name: string): { readonly node: HTMLElement; update(well: Well): void } {
  const fill = element("div", { class: "titer-fill" });
  const bar = progressBar(`Well ${name}`, fill);
  const step = element("span", { class: "titer-well-step" });
  const state = element("span", { class: "titer-well-state" });
  const node = element("li", { class: "titer-well" }, element("b", {}, name), bar, step, state);
  return {
    node,
    update: (well) => {
      node.dataset.state = well.state;
      setProgress(bar, fill, well.progress);
      setText(step, well.state === "done" || well.state === "waiting" ? "" : well.step);
      setText(state, well.state === "running" ? percent(well.progress) : well.state);
    },
  };
}

/** A bar for {@link setProgress}. */
export function progressBar(label: string, fill: HTMLElement): HTMLElement {
  const attributes = {
    class: "titer-bar",
    role: "progressbar",
    "aria-label": label,
    "aria-valuemin": 0,
    "aria-valuemax": 100,
  };
  return element("div", attributes, fill);
}

/** Sets a bar's share (0..1) for the eye and for screen readers. */
export function setProgress(bar: HTMLElement, fill: HTMLElement, share: number): void {
  bar.setAttribute("aria-valuenow", String(Math.floor(share * 100 + 1e-9)));
  fill.style.transform = `scaleX(${share})`;
}
