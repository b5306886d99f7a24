import { element, setText } from "../dom.ts";
import type { Axis, ViewModel } from "../scene/viewModel.ts";
import type { ViewState } from "../scene/viewState.ts";

const labels: Readonly<Record<Axis, string>> = { site: "Site", z: "Z", timepoint: "Time" };
const playedMs = 100;

/** Well, site, z and timepoint: a choice and sliders, for those that have several values. */
export class PlaceBar {
  readonly node: HTMLElement = element("div", { class: "titer-places", "data-lm-suppress-shortcuts": "true" });
  #playing: ReturnType<typeof setInterval> | undefined;

  /** Shows a model's place from now on. */
  show(model: ViewModel): void {
    const axes = (["site", "z", "timepoint"] as const).filter((axis) => model.values(axis).length > 1);
    const parts = [wells(model), ...axes.map((axis) => this.#slider(model, axis))];
    this.node.replaceChildren(...parts.map(({ node }) => node));
    const update = (state: ViewState) => {
      for (const part of parts) part.update(state);
    };
    model.changed.listen(update);
    update(model.state);
  }

  dispose(): void {
    clearInterval(this.#playing);
  }

  #slider(model: ViewModel, axis: Axis) {
    const values = model.values(axis);
    const label = labels[axis];
    const input = element("input", { type: "range", min: 0, max: values.length - 1, step: 1, "aria-label": label });
    const text = element("output");
    input.addEventListener("input", () => model.go({ [axis]: values[Number(input.value)] }));
    const play = element("button", { type: "button", class: "titer-button", title: `Play ${label}` }, "▶");
    play.setAttribute("aria-label", `Play ${label}`);
    play.setAttribute("aria-pressed", "false");
    play.addEventListener("click", () => this.#toggle(play, () => model.step(axis, 1, true)));
    const node = element("div", { class: "titer-place" }, element("span", {}, label), input, text, play);
    const update = ({ place }: ViewState) => {
      input.value = String(values.indexOf(place[axis]));
      input.setAttribute("aria-valuetext", String(place[axis]));
      setText(text, `${place[axis]} of ${values.length}`);
    };
    return { node, update };
  }

  #toggle(button: HTMLButtonElement, go: () => void): void {
    const starts = button.getAttribute("aria-pressed") === "false";
    clearInterval(this.#playing);
    for (const other of this.node.querySelectorAll("button")) {
      other.setAttribute("aria-pressed", "false");
      setText(other, "▶");
    }
    if (!starts) return;
    button.setAttribute("aria-pressed", "true");
    setText(button, "❚❚");
    this.#playing = setInterval(go, playedMs);
  }
}

function wells(model: ViewModel) {
  const choice = element("select", { "aria-label": "Well" });
  choice.append(...model.facts.wells.map((well) => element("option", { value: well }, well)));
  choice.addEventListener("change", () => model.go({ well: choice.value }));
  const node = element("label", { class: "titer-place" }, element("span", {}, "Well"), choice);
  const update = ({ place, mode }: ViewState) => {
    choice.value = place.well;
    node.hidden = mode === "plate";
  };
  return { node, update };
}
