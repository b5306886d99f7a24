import type { TiterError } from "titer/errors";
import type { Camera, Point } from "./camera.ts";
import { formatValue } from "./contrastSubject.ts";
import { element, setText } from "./dom.ts";
import type { Card } from "./draw/card.ts";
import type { Painter } from "./draw/painter.ts";
import { clipMatrix, type Overlay, type OverlayScene, type Picked } from "./overlay.ts";
import { LayersPanel } from "./panels/layersPanel.ts";
import { PlaceBar } from "./panels/placeBar.ts";
import { toolbar } from "./panels/toolbar.ts";
import { distributionsOf } from "./pixels/distributions.ts";
import type { HubLink, LinkState } from "./pixels/hubLink.ts";
import { Loader, planeKey } from "./pixels/loader.ts";
import { Pieces } from "./pixels/pieces.ts";
import { type Composition, compose, planeOf } from "./scene/compose.ts";
import { type Place, planeAt } from "./scene/scene.ts";
import { ViewModel } from "./scene/viewModel.ts";
import type { LayerView, ViewAddress, ViewState } from "./scene/viewState.ts";
import { Signal } from "./signal.ts";
import { type Frame, Stage } from "./stage.ts";
import { listen } from "./stageInput.ts";

/** What the pointer is over. */
export interface Cursor {
  /** In pixels of the plane of `well`. */
  readonly at: Point;
  readonly well: string;
  /** The visible layers' values there; null where no pixels have come. `level` is above 0 while only a coarser picture is there. */
  readonly values: readonly { readonly layer: LayerView; readonly value: number | null; readonly level: number }[];
}

/** What was chosen by a click, or by another view of the same data; null for nothing. */
export interface Selection {
  /** Name of the overlay that it belongs to. */
  readonly overlay: string;
  readonly picked: Picked;
}

const pieceBudget = 384 << 20;
const pickTolerance = 4;

/**
 * A live view of a plate, a store or a run: pixels come from the engine's hub as they are needed. It needs nothing of
 * JupyterLab: an element, a line to the hub and something to begin with.
 *
 * @example
 * ```ts
 * const viewer = new Viewer(element, new HubLink(connect), { source: { kind: "folder", path } }, new Painter());
 * viewer.cursor.listen((cursor) => show(cursor));
 * viewer.addOverlay(outlines);
 * viewer.dispose();
 * ```
 */
export class Viewer {
  readonly node: HTMLElement;
  readonly camera: Signal<Camera> = new Signal();
  readonly selection: Signal<Selection | null> = new Signal();
  readonly cursor: Signal<Cursor | null> = new Signal();
  readonly layers: Signal<readonly LayerView[]> = new Signal();
  /** Anything that {@link state} tells has changed. */
  readonly changed: Signal<ViewState> = new Signal();
  readonly #link: HubLink;
  readonly #stage: Stage;
  readonly #pieces: Pieces;
  readonly #loader: Loader;
  readonly #overlays = new Set<Overlay>();
  readonly #title = element("span", { class: "titer-viewer-title" });
  readonly #readout = element("output", { class: "titer-readout" });
  readonly #line = element("span", { class: "titer-viewer-line" });
  readonly #notice = element("div", { class: "titer-viewer-notice", role: "status" });
  readonly #place: PlaceBar;
  readonly #layersPanel: LayersPanel;
  readonly #wanted: ViewAddress | ViewState;
  readonly #stopListening: () => void;
  #model: ViewModel | null = null;
  /** The place that is drawn: it follows the one that is wanted when that has something to draw. */
  #shown: Place | null = null;
  #problem: TiterError | null = null;
  #disposed = false;

  /**
   * @param parent - filled with the viewer
   * @param link - to the hub; the viewer's owner disposes it
   * @param wanted - what to begin with: an address, or the state of an earlier viewer
   * @param painter - draws for all viewers of the page
   */
  constructor(parent: HTMLElement, link: HubLink, wanted: ViewAddress | ViewState, painter: Painter) {
    this.#link = link;
    this.#wanted = wanted;
    this.#pieces = new Pieces(pieceBudget, (raster) => painter.forget(raster));
    this.#loader = new Loader(link, this.#pieces, () => this.#arrived());
    this.#stage = new Stage(painter, {
      draw: (card, frame) => this.#draw(card, frame),
      paint: (context, frame) => this.#paint(context, frame),
      pointed: (at) => this.#pointed(at),
      moved: (camera) => this.#moved(camera),
      clicked: (at) => this.#clicked(at),
    });
    this.#place = new PlaceBar();
    this.#layersPanel = new LayersPanel();
    listen(this.#stage, (limit, direction) => this.#layersPanel.nudge(limit, direction), {
      wheelZooms: true,
      keys: this.#keys(),
    });
    const head = element(
      "div",
      { class: "titer-viewer-head" },
      this.#title,
      toolbar(this.#stage, () => this.#model),
    );
    const foot = element("div", { class: "titer-viewer-foot" }, this.#readout, this.#line);
    const main = element("div", { class: "titer-viewer-main" }, this.#stage.node, this.#notice, this.#place.node, foot);
    const body = element("div", { class: "titer-viewer-body" }, main, this.#layersPanel.node);
    this.node = element("section", { class: "titer-viewer", "aria-label": "Viewer" }, head, body);
    parent.append(this.node);
    this.#stopListening = link.changed.listen((state) => this.#linked(state));
    this.#describe();
  }

  /** What is seen; null until the source was described. It opens the same view again. */
  get state(): ViewState | null {
    return this.#model?.state ?? null;
  }

  /** What the view is of, and how it changes; null until the source was described. */
  get model(): ViewModel | null {
    return this.#model;
  }

  /** Adds a layer over the images. Returns what takes it away. */
  addOverlay(overlay: Overlay): () => void {
    this.#overlays.add(overlay);
    this.#stage.repaint();
    return () => {
      this.#overlays.delete(overlay);
      this.#stage.repaint();
    };
  }

  /** Draws again: an overlay has changed. */
  repaint(): void {
    this.#stage.repaint();
  }

  /** Gives the keyboard to the picture. */
  focus(): void {
    this.#stage.canvas.focus({ preventScroll: true });
  }

  /** A second call does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#stopListening();
    this.#place.dispose();
    this.#pieces.clear();
    this.#stage.dispose();
    this.node.remove();
  }

  async #describe(): Promise<void> {
    try {
      const client = await this.#link.client();
      const facts = await client.describe(this.#wanted.source);
      if (this.#disposed || this.#model) return;
      this.#problem = null;
      this.#open(new ViewModel(facts, this.#wanted));
    } catch (thrown) {
      this.#problem = thrown as TiterError; // all that the link and the client throw
      this.#showNotice();
    }
  }

  #open(model: ViewModel): void {
    this.#model = model;
    this.#shown = model.state.place;
    this.#place.show(model);
    this.#layersPanel.show(model);
    this.#showScene(model);
    if (model.state.camera) this.#stage.look(model.state.camera);
    model.changed.listen((state) => this.#update(state));
    this.#update(model.state);
  }

  #update(state: ViewState): void {
    const { facts, scene } = this.#model!; // it tells of its changes
    const { width, height } = scene.planeSize;
    setText(this.#title, state.mode === "plate" ? facts.name : `${facts.name}, ${state.place.well}`);
    this.#stage.canvas.setAttribute("aria-label", `${this.#title.textContent}: ${width} by ${height} pixels`);
    this.#showScene(this.#model!);
    this.#showNotice();
    this.layers.emit(state.layers);
    this.changed.emit(state);
    this.#stage.repaint();
  }

  #showScene({ scene, facts, state }: ViewModel): void {
    const { width, height } = scene;
    this.#stage.show({ width, height, pixelSizeUm: facts.pixelSizeUm });
    if (state.camera === null && !this.#stage.fitted) this.#stage.fit();
  }

  #draw(card: Card, frame: Frame): void {
    const model = this.#model;
    if (model === null) return;
    const wanted = this.#compose(model, model.state.place, frame);
    if (wanted.complete) this.#shown = model.state.place;
    this.#loader.want(wanted.wants);
    const shown = wanted.complete ? wanted : this.#compose(model, this.#shown ?? model.state.place, frame);
    for (const { layer, raster, quads } of (shown.batches.length > 0 ? shown : wanted).batches) {
      if (layer.look) card.addQuads(frame.view, raster, quads, layer.look, layer.opacity);
    }
    card.beginOverlays();
    for (const overlay of this.#overlays) overlay.draw?.(card, this.#overlayScene(model, frame));
  }

  #compose(model: ViewModel, place: Place, frame: Frame): Composition {
    return compose(
      { ...model.state, place },
      model.scene,
      frame,
      this.#pieces,
      (plane) => this.#loader.missing(plane) !== undefined,
    );
  }

  #paint(context: CanvasRenderingContext2D, frame: Frame): void {
    if (this.#model === null) return;
    for (const overlay of this.#overlays) overlay.paint?.(context, this.#overlayScene(this.#model, frame));
  }

  #overlayScene({ scene, state }: ViewModel, frame: Frame): OverlayScene {
    const { planes, planeSize } = scene;
    const place = this.#shown ?? state.place;
    return { ...frame, place, mode: state.mode, planes, planeSize, matrix: clipMatrix(frame.camera, frame.size) };
  }

  /** Pixels have come: layers without a look get the automatic contrast. */
  #arrived(): void {
    const model = this.#model;
    if (model === null || this.#disposed) return;
    const distributions = distributionsOf(model, this.#pieces);
    this.#layersPanel.distributions = distributions;
    this.#showNotice();
    this.#stage.repaint();
  }

  #pointed(at: Point | null): void {
    const cursor = at === null ? null : this.#cursorAt(at);
    setText(this.#readout, cursor === null ? "" : this.#words(cursor));
    this.cursor.emit(cursor);
  }

  #cursorAt({ x, y }: Point): Cursor | null {
    const model = this.#model;
    const plane = model && planeAt(model.scene, x, y);
    if (!plane) return null;
    const at = { x: Math.floor(x - plane.x), y: Math.floor(y - plane.y) };
    const { state } = model;
    const place = { ...(this.#shown ?? state.place), well: plane.well };
    const values = state.layers
      .filter(({ visible }) => visible)
      .map((layer) => {
        const found = this.#pieces.valueAt(planeKey(planeOf(state.source, layer, place)), at.x, at.y);
        return { layer, value: found?.value ?? null, level: found?.level ?? 0 };
      });
    return { at, well: plane.well, values };
  }

  #words({ at, well, values }: Cursor): string {
    const um = this.#model?.facts.pixelSizeUm;
    const place = um ? ` (${(at.x * um).toFixed(1)}, ${(at.y * um).toFixed(1)} µm)` : "";
    const texts = values.map(({ layer, value, level }) => {
      const about = level > 0 ? "≈ " : "";
      return `${layer.name} ${value === null ? "…" : `${about}${formatValue(value)}`}`;
    });
    return `${well}  x ${at.x}, y ${at.y}${place}   ${texts.join("   ")}`;
  }

  #moved(camera: Camera): void {
    const model = this.#model;
    if (model === null) return;
    const kept = this.#stage.fitted ? null : camera;
    if (kept !== model.state.camera) model.look(kept);
    this.camera.emit(camera);
  }

  /** A well of the plate is opened; else the topmost thing under the pointer is selected. */
  #clicked(at: Point): void {
    const model = this.#model;
    if (model === null) return;
    const tolerance = pickTolerance / this.#stage.camera.zoom;
    for (const overlay of [...this.#overlays].reverse()) {
      const picked = overlay.pick?.(at, tolerance);
      if (!picked) continue;
      this.selection.emit({ overlay: overlay.name, picked });
      return;
    }
    const well = model.state.mode === "plate" ? planeAt(model.scene, at.x, at.y)?.well : undefined;
    if (well !== undefined) model.show("plane", well);
    else this.selection.emit(null);
  }

  #keys(): Record<string, () => void> {
    const step = (axis: Parameters<ViewModel["step"]>[0], by: number) => () => this.#model?.step(axis, by);
    return {
      PageUp: step("z", 1),
      PageDown: step("z", -1),
      ".": step("timepoint", 1),
      ",": step("timepoint", -1),
      s: step("site", 1),
      S: step("site", -1),
      w: step("well", 1),
      W: step("well", -1),
      p: () => this.#model?.show(this.#model.state.mode === "plate" ? "plane" : "plate"),
    };
  }

  #linked(state: LinkState): void {
    if (this.#disposed) return;
    if (state.kind === "open" && this.#model === null) this.#describe();
    if (state.kind === "open") this.#stage.repaint();
    this.#showNotice();
  }

  /** Says what is wrong, or awaited; nothing when all is well. */
  #showNotice(): void {
    const { state } = this.#link;
    setText(
      this.#line,
      state.kind === "open" ? state.transport : state.kind === "lost" ? "not connected" : "connecting",
    );
    const text = noticeOf(state, this.#problem, this.#missing());
    this.#notice.hidden = text === "";
    setText(this.#notice, text);
  }

  #missing(): TiterError | undefined {
    const model = this.#model;
    if (model === null || model.state.mode === "plate") return undefined;
    const { layers, source, place } = model.state;
    const errors = layers
      .filter(({ visible }) => visible)
      .map((layer) => this.#loader.missing(planeOf(source, layer, place)));
    return errors.find((error) => error !== undefined);
  }
}

function noticeOf(state: LinkState, problem: TiterError | null, missing: TiterError | undefined): string {
  if (state.kind === "lost") return `${state.error.message}${state.retries ? " Trying again." : ""}`;
  if (state.kind === "connecting") return state.note || "Connecting to the engine.";
  return (problem ?? missing)?.message ?? "";
}
