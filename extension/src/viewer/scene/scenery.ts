import type { Point } from "../camera.ts";
import type { Card } from "../draw/card.ts";
import type { LabelLook } from "../draw/labelProgram.ts";
import { clipMatrix, type Overlay, type OverlayScene, type Picked } from "../overlay.ts";
import { type Said, saidOf } from "../panels/notice.ts";
import type { Want } from "../pixels/loader.ts";
import { planeKey, planeOf } from "../pixels/planeKey.ts";
import type { Supply } from "../pixels/supply.ts";
import type { Frame } from "../stage.ts";
import { type Composition, compose } from "./compose.ts";
import { type Place, planeAt } from "./scene.ts";
import type { ViewModel } from "./viewModel.ts";

const plainLabels: Omit<LabelLook, "style" | "opacity"> = { chosen: 0, values: null, map: "viridis" };

/** Draws a model's images, labels and overlays from what its supply has. */
export class Scenery {
  readonly overlays: Set<Overlay> = new Set();
  /** How labels are shown, by layer; only what differs from each in a colour of its own. */
  readonly labels: Map<string, Partial<Pick<LabelLook, "values" | "map" | "chosen">>> = new Map();
  readonly #supply: Supply;
  /** The place that is drawn: it follows the one that is wanted when that has something to draw. */
  #shown: Place | null = null;
  #isComplete = false;

  constructor(supply: Supply) {
    this.#supply = supply;
  }

  /** Whether the last frame had all that it wanted. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** The place that is drawn. */
  shown({ state }: ViewModel): Place {
    return this.#shown ?? state.place;
  }

  /** Draws a frame; returns what is still wanted for it. */
  draw(card: Card, frame: Frame, model: ViewModel): readonly Want[] {
    const wanted = this.#compose(model, model.state.place, frame);
    if (wanted.complete) this.#shown = model.state.place;
    const looks = model.state.layers.every(({ visible, content, look }) => !visible || content === "labels" || look);
    this.#isComplete = looks && wanted.complete && wanted.wants.length === 0;
    const held = wanted.complete || this.#shown === null ? wanted : this.#compose(model, this.#shown, frame);
    const { batches } = held.batches.length > 0 ? held : wanted;
    for (const { stack, quads } of batches) {
      const images = stack.flatMap(({ layer: { content, look, opacity }, raster }) =>
        content === "image" && look ? [{ raster, look, opacity }] : [],
      );
      card.add(frame.view, images, quads, frame.quality);
    }
    card.beginOverlays();
    for (const { stack, quads } of batches) {
      const { layer, raster } = stack[0]!; // labels are by themselves
      if (layer.content !== "labels") continue;
      const { style, opacity } = layer;
      card.coverWithLabels(frame.view, raster, quads, { ...plainLabels, ...this.labels.get(layer.id), style, opacity });
    }
    const scene = this.#overlayScene(model, frame);
    for (const overlay of this.overlays) overlay.draw?.(card, scene);
    return wanted.wants;
  }

  /** Draws on top, with a canvas. */
  paint(context: CanvasRenderingContext2D, frame: Frame, model: ViewModel): void {
    const scene = this.#overlayScene(model, frame);
    for (const overlay of this.overlays) overlay.paint?.(context, scene);
  }

  /** Waits until all that a frame needs is there. Rejects when the line is lost. */
  async prepare(frame: Frame, model: ViewModel): Promise<void> {
    await this.#supply.loader.load(this.#compose(model, model.state.place, frame).wants);
  }

  /** The topmost thing under a point of the scene. */
  picked(at: Point, tolerance: number, model: ViewModel): { readonly overlay: string; readonly picked: Picked } | null {
    for (const overlay of [...this.overlays].reverse()) {
      const picked = overlay.pick?.(at, tolerance);
      if (picked) return { overlay: overlay.name, picked };
    }
    const plane = planeAt(model.scene, at.x, at.y);
    if (!plane || model.state.mode === "plate") return null;
    for (const layer of [...model.state.layers].reverse()) {
      if (layer.content !== "labels" || !layer.visible) continue;
      const key = planeKey(planeOf(model.state.source, layer, { ...this.shown(model), well: plane.well }));
      const label = this.#supply.pieces.valueAt(key, Math.floor(at.x - plane.x), Math.floor(at.y - plane.y))?.value;
      if (label) return { overlay: layer.id, picked: { id: label, text: `${layer.name} ${label}` } };
    }
    return null;
  }

  /** What overlays tell of a point. */
  described(at: Point): string {
    const texts = [...this.overlays].map((overlay) => overlay.describe?.(at)?.text ?? "");
    return texts.filter((text) => text !== "").join("   ");
  }

  /** What is to be said of the pixels that are seen; null when they are there. */
  said({ state, facts, scene }: ViewModel): Said | null {
    if (facts.wells.length === 0) return { text: "There are no wells yet.", wrong: false, again: true };
    const { width, height } = scene.planeSize;
    if (width === 0 || height === 0)
      return { text: `The images have no pixels: ${width} × ${height}.`, wrong: true, again: false };
    if (state.mode === "plate") return null;
    const planes = state.layers
      .filter(({ visible }) => visible)
      .map((layer) => planeOf(state.source, layer, state.place));
    const error = planes.map((plane) => this.#supply.loader.missing(plane)).find((one) => one !== undefined);
    if (!error) return null;
    if (error.code !== "PLANE_NOT_WRITTEN") return saidOf(error, true);
    const { well, site } = state.place;
    return {
      text: `Well ${well}, site ${site} is not there yet; it appears when it is written.`,
      wrong: false,
      again: true,
    };
  }

  #compose(model: ViewModel, place: Place, frame: Frame): Composition {
    const { loader, pieces } = this.#supply;
    return compose(
      { ...model.state, place },
      model.scene,
      frame,
      pieces,
      (plane) => loader.missing(plane) !== undefined,
      model.state.mode === "plate" && model.isFirst(place),
    );
  }

  #overlayScene(model: ViewModel, frame: Frame): OverlayScene {
    const { planes, planeSize } = model.scene;
    const matrix = clipMatrix(frame.camera, frame.size);
    return { ...frame, place: this.shown(model), mode: model.state.mode, planes, planeSize, matrix };
  }
}
