import { button, element } from "../dom.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import type { Stage } from "../stage.ts";

/** Plane or plate, and zoom. @param model - null until there is one */
export function toolbar(stage: Stage, model: () => ViewModel | null): HTMLElement {
  return element(
    "div",
    { class: "titer-tools", role: "toolbar", "aria-label": "View" },
    button("Plate", "Show the whole plate (key p)", () => model()?.show("plate")),
    button("Plane", "Show one plane (key p)", () => model()?.show("plane")),
    button("\u2212", "Zoom out (key -)", () => stage.zoom(1 / 1.5)),
    button("+", "Zoom in (key +)", () => stage.zoom(1.5)),
    button("Fit", "Show all (key 0 or double click)", () => stage.fit()),
    button("1:1", "One image pixel per screen pixel (key 1)", () => stage.actualSize()),
  );
}
