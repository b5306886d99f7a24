import type { Camera } from "./camera.ts";
import { button, element } from "./dom.ts";
import type { Painter } from "./draw/painter.ts";
import type { HubLink } from "./pixels/hubLink.ts";
import type { ViewAddress, ViewState } from "./scene/viewState.ts";
import { Signal } from "./signal.ts";
import { Viewer } from "./viewer.ts";

/** Views that a grid may have; each has a panel and a picture of its own. */
const mostViews = 6;

interface Cell {
  readonly node: HTMLElement;
  readonly viewer: Viewer;
  readonly end: () => void;
}

/** What a grid shares with its viewers. */
export interface GridParts {
  readonly link: HubLink;
  readonly painter: Painter;
  /** Gives a viewer its tools; returns how to take them away. */
  readonly equip: (viewer: Viewer) => () => void;
}

/** Several views of one source side by side. With linked cameras all look at the same part of their image. */
export class ViewGrid {
  readonly node: HTMLElement;
  /** A view has changed, was added or taken away: what {@link states} tells. */
  readonly changed: Signal<void> = new Signal();
  readonly #parts: GridParts;
  readonly #views = element("div", { class: "titer-grid-views" });
  readonly #add = button("Add view", "Add a view of the same source beside this one", () => this.#copy());
  readonly #linked = element("input", { type: "checkbox", checked: "" });
  readonly #cells: Cell[] = [];
  /** The camera that others are given now, so that they do not give it back. */
  #given: Camera | null = null;

  /** @param wanted - what each view begins with; at least one */
  constructor(parent: HTMLElement, parts: GridParts, wanted: readonly (ViewAddress | ViewState)[]) {
    this.#parts = parts;
    const link = element("label", {}, this.#linked, " Linked cameras");
    const bar = element("div", { class: "titer-grid-bar", role: "toolbar", "aria-label": "Views" }, this.#add, link);
    this.node = element("div", { class: "titer-view-grid" }, bar, this.#views);
    parent.append(this.node);
    for (const one of wanted.slice(0, mostViews)) this.#open(one);
  }

  /** All views as they are; those that were not described yet are left out. */
  get states(): readonly ViewState[] {
    return this.#cells.flatMap(({ viewer }) => viewer.state ?? []);
  }

  get viewers(): readonly Viewer[] {
    return this.#cells.map(({ viewer }) => viewer);
  }

  dispose(): void {
    for (const { end } of this.#cells.splice(0)) end();
    this.node.remove();
  }

  #copy(): void {
    const state = this.#cells.at(-1)?.viewer.state;
    if (!state) return;
    this.#open(state);
    this.changed.emit();
  }

  #open(wanted: ViewAddress | ViewState): void {
    const node = element("div", { class: "titer-grid-view titer-output" });
    this.#views.append(node);
    const viewer = new Viewer(node, this.#parts.link, wanted, this.#parts.painter);
    const unequip = this.#parts.equip(viewer);
    const stops = [
      viewer.camera.listen((camera) => this.#follow(viewer, camera)),
      viewer.changed.listen(() => this.changed.emit()),
    ];
    const end = () => {
      for (const stop of stops) stop();
      unequip();
      viewer.dispose();
      node.remove();
    };
    const cell = { node, viewer, end };
    const close = button("\u2715", "Close this view", () => this.#close(cell));
    close.classList.add("titer-grid-close");
    node.append(close);
    this.#cells.push(cell);
    this.#count();
  }

  #close(cell: Cell): void {
    this.#cells.splice(this.#cells.indexOf(cell), 1);
    cell.end();
    this.#count();
    this.changed.emit();
  }

  #count(): void {
    this.#views.dataset.views = String(this.#cells.length);
    this.#add.disabled = this.#cells.length >= mostViews;
  }

  /** The other views look where one was moved to, if they show as much. */
  #follow(from: Viewer, camera: Camera): void {
    if (!this.#linked.checked || this.#given !== null) return;
    this.#given = camera;
    for (const { viewer } of this.#cells) {
      if (viewer !== from && viewer.state?.mode === from.state?.mode) viewer.look(camera);
    }
    this.#given = null;
  }
}
