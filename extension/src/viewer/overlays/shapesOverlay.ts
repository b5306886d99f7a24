import type { Shapes } from "titer/stream";
import type { Point } from "../camera.ts";
import type { Card } from "../draw/card.ts";
import type { Overlay, OverlayScene, Picked } from "../overlay.ts";
import { type DotBuffer, DotProgram } from "./dotProgram.ts";
import { type Extent, ShapeIndex } from "./shapeIndex.ts";
import { type Pen, type StrokeBuffer, StrokeProgram } from "./strokeProgram.ts";
import { middlesOf, strokesOf } from "./strokes.ts";

/** Which plane shapes belong to. */
export interface ShapesPlace {
  readonly well: string;
  readonly site: number;
  /** Null: all z planes, all timepoints. */
  readonly z: number | null;
  readonly timepoint: number | null;
}

/** Below this many CSS pixels on the screen the usual outline is drawn as a dot, and below the next one with few corners. */
const dotSize = 6;
const coarseSize = 14;
const coarseCorners = 8;

const usual: Pen["color"] = [1, 0.85, 0.1, 0.9];
const chosen: Pen["color"] = [0.2, 1, 1, 1];

interface OnCard {
  readonly strokes: StrokeProgram;
  readonly dots: DotProgram;
  fine?: StrokeBuffer;
  coarse?: StrokeBuffer;
  middles?: DotBuffer;
  selected?: { readonly of: ReadonlySet<number>; readonly outlines: StrokeBuffer; readonly middles: DotBuffer };
}

/**
 * Outlines or points of objects over the plane that they belong to: 100,000 of them at the display's rate, as only those in sight are
 * drawn, and small ones with few corners. Those that are selected stand out.
 */
export class ShapesOverlay implements Overlay {
  readonly name: string;
  readonly place: ShapesPlace;
  readonly #index: ShapeIndex;
  readonly #arePoints: boolean;
  readonly #bySelection = new Map<number, number[]>();
  #selected: ReadonlySet<number> = new Set();
  #offset: Point = { x: 0, y: 0 };
  #seen = false;

  constructor(name: string, place: ShapesPlace, shapes: Shapes) {
    this.name = name;
    this.place = place;
    this.#index = new ShapeIndex(shapes);
    this.#arePoints = shapes.starts.length === 0;
    shapes.ids.forEach((id, i) => {
      const parts = this.#bySelection.get(id);
      if (parts) parts.push(i);
      else this.#bySelection.set(id, [i]);
    });
  }

  /** Lets the objects of these labels stand out. */
  select(labels: Iterable<number>): void {
    this.#selected = new Set([...labels].flatMap((label) => this.#bySelection.get(label) ?? []));
  }

  /** The box of an object, in pixels of its plane; null when it is not here. */
  boxOf(label: number): Extent | null {
    const parts = this.#bySelection.get(label);
    if (parts === undefined) return null;
    const { boxes } = this.#index;
    const of = (place: number, choose: (...values: number[]) => number) =>
      choose(...parts.map((i) => boxes[4 * i + place]!));
    return { left: of(0, Math.min), top: of(1, Math.min), right: of(2, Math.max), bottom: of(3, Math.max) };
  }

  draw(card: Card, scene: OverlayScene): void {
    const plane = this.#planeIn(scene);
    this.#seen = plane !== undefined;
    if (plane === undefined) return;
    this.#offset = plane;
    const kept = card.kept<OnCard>(this, (gl) => ({ strokes: new StrokeProgram(gl), dots: new DotProgram(gl) }));
    const ranges = this.#index.inSight(this.#sight(scene));
    const size = this.#index.medianSize * scene.camera.zoom;
    const { shapes, order, boxes } = this.#index;
    const width = 1.5 * scene.ratio;
    if (this.#arePoints || size < dotSize) {
      kept.middles ??= kept.dots.upload(middlesOf(boxes, order));
      const pen = { color: usual, width: (this.#arePoints ? 6 : 2) * scene.ratio };
      kept.dots.draw(kept.middles, scene, plane, pen, ranges);
    } else if (size < coarseSize) {
      kept.coarse ??= kept.strokes.upload(strokesOf(shapes, order, coarseCorners));
      kept.strokes.draw(kept.coarse, scene, plane, { color: usual, width: scene.ratio }, ranges);
    } else {
      kept.fine ??= kept.strokes.upload(strokesOf(shapes, order));
      kept.strokes.draw(kept.fine, scene, plane, { color: usual, width }, ranges);
    }
    this.#drawSelected(kept, scene, plane);
  }

  pick(at: Point, tolerance: number): Picked | null {
    if (!this.#seen) return null;
    const found = this.#index.at({ x: at.x - this.#offset.x, y: at.y - this.#offset.y }, tolerance);
    if (found === null) return null;
    const id = this.#index.shapes.ids[found]!;
    return { id, text: `${this.name} ${id}` };
  }

  #drawSelected(kept: OnCard, scene: OverlayScene, plane: Point): void {
    if (kept.selected && kept.selected.of !== this.#selected) {
      kept.strokes.free(kept.selected.outlines);
      kept.dots.free(kept.selected.middles);
      delete kept.selected;
    }
    if (this.#selected.size === 0) return;
    const { shapes, boxes } = this.#index;
    const some = Uint32Array.from(this.#selected);
    kept.selected ??= {
      of: this.#selected,
      outlines: kept.strokes.upload(strokesOf(shapes, this.#arePoints ? new Uint32Array() : some)),
      middles: kept.dots.upload(middlesOf(boxes, this.#arePoints ? some : new Uint32Array())),
    };
    kept.strokes.draw(kept.selected.outlines, scene, plane, { color: chosen, width: 3 * scene.ratio });
    kept.dots.draw(kept.selected.middles, scene, plane, { color: chosen, width: 10 * scene.ratio });
  }

  #planeIn({ planes, place, mode }: OverlayScene): Point | undefined {
    const fits = <T>(own: T | null, shown: T) => own === null || own === shown;
    const same =
      place.site === this.place.site && fits(this.place.z, place.z) && fits(this.place.timepoint, place.timepoint);
    if (!same || (mode === "plane" && place.well !== this.place.well)) return undefined;
    return planes.find(({ well }) => well === this.place.well);
  }

  #sight({ camera, size }: OverlayScene): Extent {
    const [across, down] = [size.width / 2 / camera.zoom, size.height / 2 / camera.zoom];
    const [x, y] = [camera.x - this.#offset.x, camera.y - this.#offset.y];
    return { left: x - across, top: y - down, right: x + across, bottom: y + down };
  }
}
