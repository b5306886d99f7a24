import { button, element, setText } from "../dom.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import type { ViewState } from "../scene/viewState.ts";
import type { Stage } from "../stage.ts";

/** Plate or plane, zoom, following of a run, and saving. */
export class Toolbar {
  readonly node: HTMLElement;
  readonly #plate = button("Plate", "Show the whole plate (key p)", () => this.#model?.show("plate"));
  readonly #plane = button("Plane", "Show one plane (key p)", () => this.#model?.show("plane"));
  readonly #follow = element("input", { type: "checkbox" });
  readonly #followLabel: HTMLElement;
  readonly #zoom = element("span", { class: "titer-zoom" });
  #model: ViewModel | null = null;

  /** @param save - saves a picture */
  constructor(stage: Stage, save: () => void) {
    const title = "Go to the newest image that the run has made";
    this.#followLabel = element("label", { class: "titer-follow", title }, this.#follow, "Follow");
    this.#followLabel.hidden = true;
    this.node = element(
      "div",
      { class: "titer-tools", role: "toolbar", "aria-label": "View" },
      this.#followLabel,
      this.#plate,
      this.#plane,
      button("\u2212", "Zoom out (key -)", () => stage.zoom(1 / 1.5)),
      button("+", "Zoom in (key +)", () => stage.zoom(1.5)),
      button("Fit", "Show all (key 0 or double click)", () => stage.fit()),
      button("1:1", "One image pixel per screen pixel (key 1)", () => stage.actualSize()),
      this.#zoom,
      button("PNG", "Save the whole image at full size", save),
    );
  }

  /** Whether the newest image of a run is gone to. */
  get follows(): boolean {
    return this.#follow.checked;
  }

  /** Screen pixels per image pixel. */
  set zoom(zoom: number) {
    setText(this.#zoom, `${zoom >= 0.1 ? Math.round(zoom * 100) : Number((zoom * 100).toPrecision(2))} %`);
  }

  show(model: ViewModel): void {
    this.#model = model;
    this.#followLabel.hidden = model.state.source.kind !== "run";
    model.changed.listen((state) => this.#update(state));
    this.#update(model.state);
  }

  #update({ mode }: ViewState): void {
    this.#plate.setAttribute("aria-pressed", String(mode === "plate"));
    this.#plane.setAttribute("aria-pressed", String(mode === "plane"));
  }
}
