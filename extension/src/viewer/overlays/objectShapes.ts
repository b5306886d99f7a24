import type { Frame } from "titer/stream";
import { element, setText } from "../dom.ts";
import type { HubLink } from "../pixels/hubLink.ts";
import type { ViewState } from "../scene/viewState.ts";
import type { Viewer } from "../viewer.ts";
import { ShapesOverlay } from "./shapesOverlay.ts";

/**
 * The objects that a run's steps have found, over the plane that is shown; asked for whenever another plane is. Sources other than
 * runs have none.
 */
export class ObjectShapes {
  readonly node: HTMLElement;
  readonly #viewer: Viewer;
  readonly #link: HubLink;
  readonly #stop: () => void;
  readonly #status = element("output", { class: "titer-objects-status" });
  readonly #switch = element("input", { type: "checkbox", checked: "" });
  #overlays: readonly ShapesOverlay[] = [];
  #remove: () => void = () => {};
  #wanted = "";
  #labels: readonly number[] = [];

  constructor(viewer: Viewer, link: HubLink) {
    this.#viewer = viewer;
    this.#link = link;
    const label = element("label", {}, this.#switch, " Objects ");
    this.node = element("div", { class: "titer-objects" }, label, this.#status);
    this.node.hidden = true;
    this.#switch.addEventListener("change", () => this.#renew());
    this.#stop = viewer.changed.listen((state) => this.#follow(state));
    this.#renew();
  }

  /** Lets the objects of these labels stand out, on this plane and the next ones. */
  select(labels: readonly number[]): void {
    this.#labels = labels;
    for (const overlay of this.#overlays) overlay.select(labels);
    this.#viewer.repaint();
  }

  dispose(): void {
    this.#stop();
    this.#remove();
  }

  #renew(): void {
    this.#wanted = "";
    this.#show([]);
    if (this.#viewer.state) this.#follow(this.#viewer.state);
  }

  #follow({ source, place, mode, layers, selected }: ViewState): void {
    if (source.kind !== "run" || mode !== "plane") return;
    this.node.hidden = false;
    const channel = (layers.find(({ id }) => id === selected) ?? layers[0])?.channel ?? 1;
    const key = JSON.stringify([place, channel]);
    if (key === this.#wanted || !this.#switch.checked) return;
    this.#wanted = key;
    const asked = this.#link.client().then((client) => client.shapes(source, place.well, { ...place, channel }));
    asked.then(
      (frame) => key === this.#wanted && this.#take(frame),
      (thrown) => key === this.#wanted && this.#fail(thrown),
    );
  }

  #take(frame: Frame): void {
    const count = frame.shapes.reduce((sum, shapes) => sum + shapes.count, 0);
    setText(this.#status, count > 0 ? count.toLocaleString("en") : "none on this plane");
    this.#show(
      frame.shapes.map(({ step, name, well, site, z, timepoint }, i) => {
        const title = step === undefined ? name : `${step}: ${name}`;
        return new ShapesOverlay(title, { well, site, z, timepoint }, frame.arrays[i]!);
      }),
    );
  }

  /** It is asked for again with the next change of the view. */
  #fail(thrown: unknown): void {
    this.#wanted = "";
    this.#show([]);
    setText(this.#status, thrown instanceof Error ? thrown.message : String(thrown));
  }

  #show(overlays: readonly ShapesOverlay[]): void {
    this.#remove();
    const removes = overlays.map((overlay) => this.#viewer.addOverlay(overlay));
    this.#remove = () => {
      for (const remove of removes) remove();
    };
    this.#overlays = overlays;
    this.select(this.#labels);
  }
}
