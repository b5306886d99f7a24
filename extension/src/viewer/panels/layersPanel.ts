import { colorMap, gradientOf } from "../colorMaps.ts";
import { ContrastPanel } from "../contrastPanel.ts";
import { element, setText } from "../dom.ts";
import { autoLimits, type Distribution } from "../pixels/distribution.ts";
import type { ViewModel } from "../scene/viewModel.ts";
import type { LayerView, ViewState } from "../scene/viewState.ts";
import { LabelsPanel } from "./labelsPanel.ts";

/** The layers, which of them are seen, and the contrast of the one that is selected. */
export class LayersPanel {
  readonly node: HTMLElement;
  readonly #list = element("ul", { class: "titer-layers", "aria-label": "Layers" });
  readonly #linked = element("input", { type: "checkbox" });
  readonly #linkedLabel = element("label", { class: "titer-row" }, this.#linked, "Same contrast for all layers");
  readonly #steps = element("select", { "aria-label": "Add a step's layers" });
  readonly #labels = new LabelsPanel((change) => {
    const selected = this.#model?.selectedLayer;
    if (selected) this.#model?.setLayer(selected.id, change);
  });
  readonly #name = element("h3", { class: "titer-layer-name" });
  readonly #contrast: ContrastPanel;
  #model: ViewModel | null = null;
  #distributions: ReadonlyMap<string, Distribution> = new Map();
  #subject: Distribution | undefined;

  /** @param addStep - adds the layers of a step of the run */
  constructor(addStep: (step: string) => void) {
    this.#linked.addEventListener("change", () => this.#model?.link(this.#linked.checked));
    this.#steps.addEventListener("change", () => {
      if (this.#steps.value !== "") addStep(this.#steps.value);
      this.#steps.value = "";
    });
    this.#contrast = new ContrastPanel((look) => {
      const selected = this.#model?.selectedLayer;
      if (selected) this.#model?.setLook(selected.id, look);
    });
    this.#contrast.node.hidden = true;
    this.node = element(
      "div",
      { class: "titer-viewer-side", "data-lm-suppress-shortcuts": "true" },
      this.#list,
      this.#steps,
      this.#name,
      this.#contrast.node,
      this.#linkedLabel,
      this.#labels.node,
    );
  }

  show(model: ViewModel): void {
    this.#model = model;
    const choices = model.facts.steps.map((step) => element("option", { value: step }, step));
    this.#steps.replaceChildren(element("option", { value: "" }, "Add a step\u2026"), ...choices);
    this.#steps.hidden = choices.length === 0;
    model.changed.listen((state) => this.#update(state));
    this.#update(model.state);
  }

  /** How the values of layers are distributed, by layer. */
  set distributions(distributions: ReadonlyMap<string, Distribution>) {
    this.#distributions = distributions;
    if (this.#model) this.#update(this.#model.state);
  }

  /** Moves a limit of the selected layer. */
  nudge(limit: "low" | "high", direction: 1 | -1): void {
    this.#contrast.nudge(limit, direction);
  }

  #update({ layers, linked }: ViewState): void {
    const selected = this.#model?.selectedLayer;
    this.#linked.checked = linked;
    this.#linkedLabel.hidden = layers.filter(({ content }) => content === "image").length < 2;
    this.#labels.show(selected?.content === "labels" ? selected : null);
    this.#showRows(layers, selected);
    setText(this.#name, selected?.name ?? "");
    const of = selected && this.#distributions.get(selected.id);
    this.#contrast.node.hidden = !of || !selected.look || selected.content === "labels";
    if (!of || !selected.look) return;
    if (of !== this.#subject) this.#contrast.show({ of, auto: autoLimits(of), offset: 0, scale: 1 }, selected.look);
    else this.#contrast.look = selected.look;
    this.#subject = of;
  }

  #showRows(layers: readonly LayerView[], selected: LayerView | undefined): void {
    const rows = [...this.#list.children];
    if (rows.length !== layers.length || rows.some((row, i) => row.getAttribute("data-layer") !== layers[i]!.id))
      this.#list.replaceChildren(...layers.map(({ id }) => this.#row(id)));
    layers.forEach((layer, i) => {
      const row = this.#list.children[i]!;
      row.setAttribute("data-selected", String(layer.id === selected?.id));
      const box = row.querySelector("input")!; // of #row, as what follows
      box.checked = layer.visible;
      box.setAttribute("aria-label", `Show ${layer.name}`);
      row.querySelector<HTMLElement>(".titer-swatch")!.style.background = gradientOf(
        colorMap(layer.look?.map ?? layer.map),
      );
      const name = row.querySelector("button")!;
      setText(name, layer.name);
      name.setAttribute("aria-pressed", String(layer.id === selected?.id));
    });
  }

  #row(id: string): HTMLElement {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => this.#model?.setLayer(id, { visible: box.checked }));
    const name = element("button", { type: "button", class: "titer-layer" });
    name.addEventListener("click", () => this.#model?.select(id));
    return element("li", { "data-layer": id }, box, element("span", { class: "titer-swatch" }), name);
  }
}
