import type { Frame as HubFrame, Shapes } from "titer/stream";
import type { Camera, Point } from "../viewer/camera.ts";
import { colorMaps } from "../viewer/colorMaps.ts";
import { ContrastPanel } from "../viewer/contrastPanel.ts";
import { formatValue } from "../viewer/contrastSubject.ts";
import { button, element, setText } from "../viewer/dom.ts";
import type { Card } from "../viewer/draw/card.ts";
import type { LabelLook } from "../viewer/draw/labelProgram.ts";
import type { Painter } from "../viewer/draw/painter.ts";
import { wholeQuad } from "../viewer/draw/quads.ts";
import type { Look } from "../viewer/look.ts";
import { clipMatrix } from "../viewer/overlay.ts";
import { ShapesOverlay } from "../viewer/overlays/shapesOverlay.ts";
import { autoLimits, distributionOf } from "../viewer/pixels/distribution.ts";
import type { HubLink } from "../viewer/pixels/hubLink.ts";
import { Signal } from "../viewer/signal.ts";
import { type Frame, Stage } from "../viewer/stage.ts";
import { listen } from "../viewer/stageInput.ts";
import { type SessionLayer, SessionModel, type StackValue } from "./sessionModel.ts";
import { StackBar } from "./stackBar.ts";

/** All that a reader needs to see a session the same again. */
export interface SessionViewState {
  readonly place: Readonly<Record<string, StackValue>>;
  /** Layers that are seen; null: the newest one. */
  readonly visible: readonly string[] | null;
  readonly looks: Readonly<Record<string, Look>>;
  readonly selected: string;
  readonly camera: Camera | null;
}

/** A session shows one plane of each layer at a time: where it lies on the plate says the stack. */
const onlyPlace = { well: "", site: 1, z: 1, timepoint: 1 };
const onlyPlane = { well: "", x: 0, y: 0 };

const nothing: SessionViewState = { place: {}, visible: null, looks: {}, selected: "", camera: null };

/** A viewer session: its layers as they come, also while a run goes on, and a slider for each stacked component. */
export class SessionView {
  readonly node: HTMLElement;
  /** The view has changed: what {@link state} tells. */
  readonly changed: Signal<SessionViewState> = new Signal();
  /** Somebody asked the session to close; it was left. */
  readonly quit: Signal<void> = new Signal();
  readonly #session: string;
  readonly #link: HubLink;
  readonly #painter: Painter;
  readonly #model: SessionModel;
  readonly #stage: Stage;
  readonly #stack: StackBar;
  readonly #list = element("ul", { class: "titer-layers", "aria-label": "Layers" });
  readonly #contrast = new ContrastPanel((look) => this.#setLook(look));
  readonly #readout = element("output", { class: "titer-readout" });
  readonly #line = element("span", { class: "titer-viewer-line" });
  readonly #stopListening: () => void;
  #state: SessionViewState;
  #leave: () => void = () => {};
  #contrastOf: unknown;
  readonly #overlays = new WeakMap<Shapes, ShapesOverlay>();
  #disposed = false;

  /** @param state - of an earlier view of the session, to begin with */
  constructor(session: string, link: HubLink, painter: Painter, state: SessionViewState = nothing) {
    this.#session = session;
    this.#link = link;
    this.#painter = painter;
    this.#state = state;
    this.#model = new SessionModel(state.place);
    this.#stage = new Stage(painter, {
      draw: (card, frame) => this.#draw(card, frame),
      pointed: (at) => setText(this.#readout, this.#words(at)),
      moved: (camera) => this.#moved(camera),
    });
    this.#stack = new StackBar((axis, value) => this.#model.go(axis, value));
    this.#contrast.node.hidden = true;
    listen(this.#stage, (limit, direction) => this.#contrast.nudge(limit, direction), { wheelZooms: true });
    const title = element("span", { class: "titer-viewer-title" }, session);
    const fit = button("Fit", "Show all (key 0 or double click)", () => this.#stage.fit());
    const head = element("div", { class: "titer-viewer-head" }, title, element("div", { class: "titer-tools" }, fit));
    const foot = element("div", { class: "titer-viewer-foot" }, this.#readout, this.#line);
    const main = element("div", { class: "titer-viewer-main" }, this.#stage.node, this.#stack.node, foot);
    const side = element("div", { class: "titer-viewer-side" }, this.#list, this.#contrast.node);
    const body = element("div", { class: "titer-viewer-body" }, main, side);
    this.node = element("section", { class: "titer-viewer", "aria-label": `Viewer session ${session}` }, head, body);
    this.#model.changed.listen(() => this.#update({ place: this.#model.place }));
    this.#stopListening = link.changed.listen(({ kind }) => kind === "open" && void this.#join());
    if (link.state.kind === "open") void this.#join();
    else link.client().catch((error: Error) => setText(this.#line, error.message));
  }

  get state(): SessionViewState {
    return this.#state;
  }

  /** A second call does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#stopListening();
    this.#leave();
    this.#stage.dispose();
    this.node.remove();
  }

  /** Opens the session over a new line; what is kept there comes first. */
  async #join(): Promise<void> {
    const client = await this.#link.client();
    if (this.#disposed) return;
    this.#leave = client.open(this.#session, {
      frame: (frame) => this.#take(frame),
      quit: () => this.#end(),
      lost: (error) => setText(this.#line, error.message),
    });
    setText(this.#line, this.#model.layers.length > 0 ? client.transport : "waits for images");
  }

  #end(): void {
    this.#leave();
    this.quit.emit();
  }

  #take(frame: HubFrame): void {
    for (const old of this.#model.take(frame)) this.#painter.forget(old);
    setText(this.#line, `${this.#model.layers.length} layers`);
  }

  #update(change: Partial<SessionViewState>): void {
    this.#state = { ...this.#state, ...change };
    const { layers } = this.#model;
    const selected = this.#selected();
    this.#stack.show(this.#model.axes, this.#model.place);
    this.#showRows(layers, selected);
    this.#showContrast(selected);
    const sizes = layers.flatMap((layer) => this.#model.seen(layer)?.raster ?? []);
    if (sizes.length > 0) {
      const [width, height] = [Math.max(...sizes.map((one) => one.width)), Math.max(...sizes.map((one) => one.height))];
      const { camera } = this.#state; // which showing another extent would reset
      this.#stage.show({ width, height, pixelSizeUm: null });
      if (camera && this.#stage.fitted) this.#stage.look(camera);
    }
    this.#stage.canvas.setAttribute("aria-label", `${this.#session}: ${selected?.name ?? "no images yet"}`);
    this.#stage.repaint();
    this.changed.emit(this.#state);
  }

  #selected(): SessionLayer | undefined {
    return this.#images.find(({ name }) => name === this.#state.selected) ?? this.#images.at(-1);
  }

  /** Until somebody chooses: the newest images, and all labels, points and outlines. */
  #isVisible(layer: SessionLayer): boolean {
    const { visible } = this.#state;
    if (visible !== null) return visible.includes(layer.name);
    return !isImages(layer) || this.#images.at(-1) === layer;
  }

  get #images(): readonly SessionLayer[] {
    return this.#model.layers.filter(isImages);
  }

  #showRows(layers: readonly SessionLayer[], selected: SessionLayer | undefined): void {
    if (this.#list.childElementCount !== layers.length) {
      this.#list.replaceChildren(...layers.map((layer) => this.#row(layer)));
    }
    layers.forEach((layer, i) => {
      const row = this.#list.children[i] as HTMLElement; // one for each layer
      row.dataset.selected = String(layer === selected);
      row.querySelector("input")!.checked = this.#isVisible(layer);
      row.querySelector("button")!.setAttribute("aria-pressed", String(layer === selected));
    });
  }

  #row(layer: SessionLayer): HTMLElement {
    const shown = element("input", { type: "checkbox", "aria-label": `Show ${layer.name}` });
    shown.addEventListener("change", () => {
      const seen = this.#model.layers.filter((one) => (one === layer ? shown.checked : this.#isVisible(one)));
      this.#update({ visible: seen.map(({ name }) => name) });
    });
    const name = element("button", { type: "button", class: "titer-layer", title: layer.name }, layer.name);
    name.addEventListener("click", () => this.#update({ selected: layer.name }));
    return element("li", {}, shown, name);
  }

  #showContrast(selected: SessionLayer | undefined): void {
    const seen = selected && this.#model.seen(selected);
    this.#contrast.node.hidden = seen === undefined;
    if (!selected || !seen) return;
    if (this.#contrastOf === seen) {
      this.#contrast.look = this.#lookOf(selected);
      return;
    }
    this.#contrastOf = seen;
    const of = distributionOf([seen.raster.pixels]);
    this.#contrast.show({ of, auto: autoLimits(of), offset: 0, scale: 1 }, this.#lookOf(selected));
  }

  /** The look that was chosen, or the automatic one of the first plane that was seen. */
  #lookOf(layer: SessionLayer): Look {
    const chosen = this.#state.looks[layer.name];
    const seen = this.#model.seen(layer);
    if (chosen || !seen) return chosen ?? { low: 0, high: 1, gamma: 1, map: "gray" };
    const { colormap } = layer.settings;
    const map = colormap in colorMaps ? colormap : "gray";
    const look = { ...autoLimits(distributionOf([seen.raster.pixels])), gamma: 1, map };
    this.#state = { ...this.#state, looks: { ...this.#state.looks, [layer.name]: look } };
    return look;
  }

  #setLook(look: Look): void {
    const selected = this.#selected();
    if (selected) this.#update({ looks: { ...this.#state.looks, [selected.name]: look } });
  }

  #draw(card: Card, frame: Frame): void {
    const visible = this.#model.layers.filter((layer) => this.#isVisible(layer));
    for (const layer of visible) {
      const seen = this.#model.seen(layer);
      if (!seen || isLabels(layer)) continue;
      const image = { raster: seen.raster, look: this.#lookOf(layer), opacity: 1 };
      card.add(frame.view, [image], [wholeQuad(seen.raster, frame)], frame.quality);
    }
    card.beginOverlays();
    for (const layer of visible.filter(isLabels)) {
      const seen = this.#model.seen(layer);
      if (seen) card.coverWithLabels(frame.view, seen.raster, [wholeQuad(seen.raster, frame)], labelLook);
    }
    const matrix = clipMatrix(frame.camera, frame.size);
    const scene = {
      ...frame,
      place: onlyPlace,
      mode: "plane",
      planes: [onlyPlane],
      planeSize: frame.size,
      matrix,
    } as const;
    for (const layer of visible) {
      const shapes = this.#model.seenShapes(layer);
      if (shapes) this.#overlayOf(layer.name, shapes).draw(card, scene);
    }
  }

  #overlayOf(name: string, shapes: Shapes): ShapesOverlay {
    const overlay = this.#overlays.get(shapes) ?? new ShapesOverlay(name, onlyPlace, shapes);
    this.#overlays.set(shapes, overlay);
    return overlay;
  }

  #moved(camera: Camera): void {
    this.#state = { ...this.#state, camera: this.#stage.fitted ? null : camera };
    this.changed.emit(this.#state);
  }

  #words(at: Point | null): string {
    if (at === null) return "";
    const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
    const values = this.#model.layers
      .filter((layer) => this.#isVisible(layer))
      .flatMap((layer) => {
        const { raster } = this.#model.seen(layer) ?? {};
        const inside = raster && x >= 0 && y >= 0 && x < raster.width && y < raster.height;
        return inside ? [formatValue(raster.pixels[y * raster.width + x]!)] : [];
      });
    return values.length === 0 ? "" : `x ${x}, y ${y}: ${values.join(", ")}`;
  }
}

const labelLook: LabelLook = { style: "fill", opacity: 0.5, chosen: 0, values: null, map: "viridis" };

function isLabels({ planes }: SessionLayer): boolean {
  return [...planes.values()].some(({ facts }) => facts.content === "labels");
}

function isImages(layer: SessionLayer): boolean {
  return layer.planes.size > 0 && !isLabels(layer);
}
