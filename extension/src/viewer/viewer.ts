import { TiterError } from "titer/errors";
import type { Camera, Point } from "./camera.ts";
import { element, setText } from "./dom.ts";
import type { Card } from "./draw/card.ts";
import type { LabelLook } from "./draw/labelProgram.ts";
import type { Painter } from "./draw/painter.ts";
import type { Overlay, Picked } from "./overlay.ts";
import { LayersPanel } from "./panels/layersPanel.ts";
import { lineWords, Notice, noWebGl, saidOf, saidOfLine } from "./panels/notice.ts";
import { PlaceBar } from "./panels/placeBar.ts";
import { Toolbar } from "./panels/toolbar.ts";
import { type Cursor, cursorAt, cursorWords } from "./pixels/cursor.ts";
import { distributionsOf } from "./pixels/distributions.ts";
import type { HubLink, LinkState } from "./pixels/hubLink.ts";
import { type PlaneOf, sourceOf } from "./pixels/planeKey.ts";
import { Supply } from "./pixels/supply.ts";
import { HeatMap, type WellValues } from "./plate/heatMap.ts";
import { WellNames } from "./plate/wellNames.ts";
import type { DrawingBoard } from "./rois/roiInput.ts";
import { layersOf } from "./scene/layers.ts";
import { planeAt } from "./scene/scene.ts";
import { Scenery } from "./scene/scenery.ts";
import { ViewModel } from "./scene/viewModel.ts";
import type { LayerView, ViewAddress, ViewState } from "./scene/viewState.ts";
import { Signal } from "./signal.ts";
import { fullPicture, viewPicture } from "./snapshot.ts";
import { type Frame, Stage } from "./stage.ts";
import { listen } from "./stageInput.ts";

/** What was chosen by a click, or by another view of the same data; null for nothing. */
export interface Selection {
  /** Name of the overlay, or id of the layer of labels, that it belongs to. */
  readonly overlay: string;
  readonly picked: Picked;
}

const pickTolerance = 4;

/** Histograms follow pixels that come one after the other after so many milliseconds. */
const countPause = 250;

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
  /** A run that is seen has made a plane. */
  readonly made: Signal<PlaneOf> = new Signal();
  /** A frame was drawn. */
  readonly drawn: Signal<void> = new Signal();
  /** The source was described: {@link model} is there. */
  readonly opened: Signal<ViewModel> = new Signal();
  readonly #link: HubLink;
  readonly #painter: Painter;
  readonly #stage: Stage;
  readonly #supply: Supply;
  readonly #scenery: Scenery;
  readonly #title = element("h2", { class: "titer-viewer-title" });
  readonly #readout = element("output", { class: "titer-readout", "aria-live": "off" });
  readonly #line = element("span", { class: "titer-viewer-line" });
  readonly #notice: Notice;
  readonly #toolbar: Toolbar;
  readonly #place: PlaceBar;
  readonly #layersPanel: LayersPanel;
  readonly #wanted: ViewAddress | ViewState;
  readonly #stopListening: () => void;
  #heatMap: (() => void) | null = null;
  #model: ViewModel | null = null;
  #problem: TiterError | null = null;
  #counted = false;
  #counting: ReturnType<typeof setTimeout> | undefined;
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
    this.#painter = painter;
    this.#supply = new Supply(link, painter, {
      changed: () => this.#arrived(),
      made: (plane) => this.#made(plane),
    });
    this.#scenery = new Scenery(this.#supply);
    this.#scenery.overlays.add(new WellNames());
    this.#stage = new Stage(painter, {
      draw: (card, frame) => this.#draw(card, frame),
      paint: (context, frame) => this.#model && this.#scenery.paint(context, frame, this.#model),
      pointed: (at) => this.#pointed(at),
      moved: (camera) => this.#moved(camera),
      clicked: (at) => this.#clicked(at),
    });
    this.#notice = new Notice(() => this.#again());
    this.#place = new PlaceBar();
    this.#layersPanel = new LayersPanel((step) => this.#addStep(step));
    this.#toolbar = new Toolbar(this.#stage, () => this.#save());
    listen(this.#stage, (limit, direction) => this.#layersPanel.nudge(limit, direction), {
      wheelZooms: true,
      keys: this.#keys(),
    });
    const head = element("div", { class: "titer-viewer-head" }, this.#title, this.#toolbar.node);
    const foot = element("div", { class: "titer-viewer-foot" }, this.#readout, this.#line);
    const main = element(
      "div",
      { class: "titer-viewer-main" },
      this.#stage.node,
      this.#notice.node,
      this.#place.node,
      foot,
    );
    const body = element("div", { class: "titer-viewer-body" }, main, this.#layersPanel.node);
    this.node = element("section", { class: "titer-viewer", "aria-label": "Viewer" }, head, body);
    parent.append(this.node);
    this.#stopListening = link.changed.listen((state) => this.#linked(state));
    this.#describe();
  }

  /** False in a browser without WebGL2, where nothing is ever drawn. */
  get drawable(): boolean {
    return this.#stage.drawable;
  }

  /** Whether all that is seen is there, as fine as the screen. */
  get isComplete(): boolean {
    return this.#model !== null && this.#scenery.isComplete;
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
    this.#scenery.overlays.add(overlay);
    this.#stage.repaint();
    return () => {
      this.#scenery.overlays.delete(overlay);
      this.#stage.repaint();
    };
  }

  /** Draws again: an overlay has changed. */
  repaint(): void {
    this.#stage.repaint();
  }

  /** Lays a measurement of wells over the plate; null takes it away. */
  setHeatMap(values: WellValues | null): void {
    this.#heatMap?.();
    this.#heatMap = values && this.addOverlay(new HeatMap(values));
  }

  /** Colours a layer's labels by a measurement, or each by itself (null), and lets one of them stand out. */
  setLabels(layer: string, look: Partial<Pick<LabelLook, "values" | "map" | "chosen">>): void {
    this.#scenery.labels.set(layer, { ...this.#scenery.labels.get(layer), ...look });
    this.#stage.repaint();
  }

  /** Adds a panel beside the picture, below the layers. */
  addPanel(panel: HTMLElement): void {
    this.#layersPanel.node.append(panel);
  }

  /** Looks at a part of the scene. */
  look(camera: Camera): void {
    this.#stage.look(camera);
  }

  /** The picture, for tools that take the pointer before it moves the image. */
  get board(): DrawingBoard {
    const stage = this.#stage;
    return { canvas: stage.canvas, zoom: () => stage.camera.zoom, imagePoint: (at) => stage.imagePoint(at) };
  }

  /** Gives the keyboard to the picture. */
  focus(): void {
    this.#stage.canvas.focus({ preventScroll: true });
  }

  /**
   * What is seen as a PNG, or all of the image at full size (at most 16,384 pixels on a side).
   *
   * @throws TiterError `NO_PICTURE`, `STREAM_LOST`
   */
  async snapshot(what: "view" | "full" = "view"): Promise<Blob> {
    const model = this.#model;
    if (model === null) throw notOpen();
    if (what === "view") {
      return viewPicture(this.#stage.canvas, this.#stage.camera, window.devicePixelRatio, model.facts.pixelSizeUm);
    }
    return fullPicture(this.#painter, {
      extent: model.scene,
      pixelSizeUm: model.facts.pixelSizeUm,
      prepare: (frame) => this.#scenery.prepare(frame, model),
      draw: (card, frame) => this.#scenery.draw(card, frame, model),
      paint: (context, frame) => this.#scenery.paint(context, frame, model),
    });
  }

  /** A second call does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#stopListening();
    this.#place.dispose();
    this.#supply.dispose();
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
    }
    this.#showNotice();
  }

  #open(model: ViewModel): void {
    const { camera } = model.state; // before the scene is fitted
    this.#model = model;
    this.#place.show(model);
    this.#toolbar.show(model);
    this.#layersPanel.show(model);
    this.#showScene(model);
    if (camera) this.#stage.look(camera);
    model.changed.listen((state) => this.#update(state));
    this.#update(model.state);
    this.opened.emit(model);
  }

  #update(state: ViewState): void {
    const { facts, scene } = this.#model!; // it tells of its changes
    const { width, height } = scene.planeSize;
    setText(this.#title, state.mode === "plate" ? facts.name : `${facts.name}, ${state.place.well}`);
    this.#stage.canvas.setAttribute("aria-label", `${this.#title.textContent}: ${width} by ${height} pixels`);
    this.#showScene(this.#model!);
    this.#supply.follow(this.#model!);
    this.#showNotice();
    this.node.dataset.complete = "false"; // until it is drawn
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
    if (this.#model === null) return;
    this.#supply.loader.want(this.#scenery.draw(card, frame, this.#model));
    this.node.dataset.complete = String(this.isComplete && frame.quality === "still");
    this.drawn.emit();
  }

  /** Pixels have come. */
  #arrived(): void {
    if (this.#model === null || this.#disposed) return;
    this.#counting ??= setTimeout(() => this.#count(this.#model!), this.#counted && this.#hasLooks() ? countPause : 0);
    this.#showNotice();
    this.#stage.repaint();
  }

  #hasLooks(): boolean {
    return this.#model!.state.layers.every(({ visible, look }) => !visible || look !== null); // asked for a model
  }

  /** Layers without a look get the automatic contrast, all of them new histograms. */
  #count(model: ViewModel): void {
    this.#counting = undefined;
    this.#counted = true;
    if (!this.#disposed) this.#layersPanel.distributions = distributionsOf(model, this.#supply.pieces);
  }

  #made(plane: PlaneOf): void {
    const model = this.#model;
    if (model === null || this.#disposed) return;
    if (this.#toolbar.follows && model.state.mode === "plane") {
      const { well, site, z, timepoint } = plane;
      model.go({ well, site, z, timepoint });
    }
    this.made.emit(plane);
    this.#arrived();
  }

  async #addStep(step: string): Promise<void> {
    const model = this.#model;
    if (model === null) return;
    try {
      const client = await this.#link.client();
      const facts = await client.describe(sourceOf(model.state.source, step));
      model.addLayers(layersOf(facts, step));
    } catch (thrown) {
      this.#problem = thrown as TiterError; // all that the link and the client throw
      this.#showNotice();
    }
  }

  #pointed(at: Point | null): void {
    const cursor =
      at && this.#model && cursorAt(this.#model, this.#supply.pieces, this.#scenery.shown(this.#model), at);
    const told = at ? this.#scenery.described(at) : "";
    setText(this.#readout, cursor ? `${cursorWords(cursor, this.#model?.facts.pixelSizeUm ?? null)}   ${told}` : "");
    this.cursor.emit(cursor);
  }

  #moved(camera: Camera): void {
    const model = this.#model;
    if (model === null) return;
    const kept = this.#stage.fitted ? null : camera;
    if (kept !== model.state.camera) model.look(kept);
    this.#toolbar.zoom = camera.zoom * window.devicePixelRatio;
    this.camera.emit(camera);
  }

  /** The topmost thing under the pointer is selected; on the plate a well is opened. */
  #clicked(at: Point): void {
    const model = this.#model;
    if (model === null) return;
    const found = this.#scenery.picked(at, pickTolerance / this.#stage.camera.zoom, model);
    const well = model.state.mode === "plate" ? planeAt(model.scene, at.x, at.y)?.well : undefined;
    if (!found && well !== undefined) model.show("plane", well);
    else this.selection.emit(found);
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
    if (state.kind === "lost") this.#supply.forgetLine();
    if (state.kind === "open") {
      if (this.#model === null) this.#describe();
      else this.#supply.follow(this.#model);
      this.#stage.repaint();
    }
    this.#showNotice();
  }

  #again(): void {
    this.#problem = null;
    this.#supply.loader.forgetMissing();
    this.#link.retry();
    if (this.#model === null) this.#describe();
    this.#stage.repaint();
  }

  async #save(): Promise<void> {
    try {
      const name = `${this.#title.textContent ?? "view"}.png`;
      const url = URL.createObjectURL(await this.snapshot("full"));
      element("a", { href: url, download: name }).click();
      URL.revokeObjectURL(url);
    } catch (thrown) {
      this.#problem = TiterError.from(thrown, "NO_PICTURE", {}, "Try again.");
      this.#showNotice();
    }
  }

  /** Says what is wrong, or awaited; nothing when all is well. */
  #showNotice(): void {
    const { state } = this.#link;
    setText(this.#line, lineWords(state, this.#supply.goesOn));
    const line = saidOfLine(state, this.#model !== null);
    const problem = this.#problem && saidOf(this.#problem, true);
    const pixels = this.#model && this.#scenery.said(this.#model);
    this.#notice.show(this.drawable ? (line ?? problem ?? pixels) : noWebGl);
  }
}

function notOpen(): TiterError {
  return new TiterError("NO_PICTURE", { what: "the view is not open yet", todo: "Wait until it shows an image." });
}

export type { Cursor };
