import type { Roi, RoiKind } from "titer/results";
import type { Point } from "../camera.ts";
import { Signal } from "../signal.ts";
import type { PlacedRoi, RoiPlace, RoiSet } from "./roiSet.ts";
import { boxRoi, handlesOf, hits, moved, withHandle } from "./shape.ts";

/** What the pointer does: nothing to regions, select and change them, or draw one of a kind. */
export type ToolName = "none" | "select" | Exclude<RoiKind, "traced">;

type Grip =
  | { readonly kind: "handle"; readonly of: PlacedRoi; readonly handle: number }
  | { readonly kind: "all"; readonly of: PlacedRoi; readonly from: Point };

/** Freely drawn lines get a corner when the pointer has moved so many image pixels. */
const freeStep = 0.5;

/** Turns what the pointer does on an image into regions; without a page. Points are in pixels of the plane. */
export class RoiTool {
  readonly changed: Signal<void> = new Signal();
  readonly #rois: RoiSet;
  readonly #place: () => RoiPlace;
  #name: ToolName = "none";
  #draft: Roi | null = null;
  #anchor: Point | null = null;
  #grip: Grip | null = null;

  /** @param place - of the plane that is shown */
  constructor(rois: RoiSet, place: () => RoiPlace) {
    this.#rois = rois;
    this.#place = place;
  }

  get name(): ToolName {
    return this.#name;
  }

  /** What is being drawn. */
  get draft(): Roi | null {
    return this.#draft;
  }

  choose(name: ToolName): void {
    this.cancel();
    this.#name = name;
    this.changed.emit();
  }

  /** The pointer goes down. @param tolerance - by how many image pixels it may miss. False when it is not for the tool. */
  down(at: Point, tolerance: number): boolean {
    const name = this.#name;
    if (name === "none") return false;
    if (name === "select") return this.#take(at, tolerance);
    if (name === "points") this.#addPoint(at);
    else if (name === "polygon" || name === "polyline") this.#addCorner(at, tolerance);
    else {
      this.#anchor = at;
      this.#draft = { name: "", kind: name, x: [at.x], y: [at.y] };
    }
    this.changed.emit();
    return true;
  }

  move(at: Point): void {
    if (this.#grip !== null) this.#drag(this.#grip, at);
    else if (this.#draft !== null) this.#stretch(this.#draft, at);
    else return;
    this.changed.emit();
  }

  up(): void {
    this.#grip = null;
    const { kind } = this.#draft ?? {};
    if (kind !== "polygon" && kind !== "polyline") this.finish();
  }

  /** Ends what is drawn, and keeps it when it is something. */
  finish(): void {
    const draft = this.#draft && withoutFollower(this.#draft);
    this.#draft = null;
    this.#anchor = null;
    if (draft !== null && isSomething(draft)) this.#rois.add(this.#place(), draft);
    this.changed.emit();
  }

  /** Forgets what is drawn. */
  cancel(): void {
    this.#draft = null;
    this.#anchor = null;
    this.#grip = null;
    this.changed.emit();
  }

  /** Keys: Enter ends a polygon, Escape forgets it, Delete removes the selected region, arrows move it. False for others. */
  key(key: string, step: number): boolean {
    const { selected } = this.#rois;
    if (this.#draft !== null && key === "Enter") this.finish();
    else if (this.#draft !== null && key === "Escape") this.cancel();
    else if (selected !== null && key === "Escape") this.#rois.select(null);
    else if (selected !== null && (key === "Delete" || key === "Backspace")) this.#rois.remove(selected.id);
    else if (selected !== null && this.#name !== "none" && Object.hasOwn(arrows, key)) {
      const [dx, dy] = arrows[key]!;
      this.#rois.change(selected.id, moved(selected.roi, dx * step, dy * step));
    } else return false;
    return true;
  }

  #take(at: Point, tolerance: number): boolean {
    const { selected } = this.#rois;
    const here = this.#rois.on(this.#place());
    const handle = selected && here.includes(selected) ? nearest(handlesOf(selected.roi), at, tolerance) : null;
    if (selected !== null && handle !== null) {
      this.#grip = { kind: "handle", of: selected, handle };
      return true;
    }
    const found = here.findLast(({ roi }) => hits(roi, at, tolerance)) ?? null;
    this.#rois.select(found?.id ?? null);
    this.#grip = found && { kind: "all", of: found, from: at };
    return found !== null;
  }

  #drag(grip: Grip, at: Point): void {
    const { id, roi } = grip.of;
    if (grip.kind === "handle") this.#rois.change(id, withHandle(roi, grip.handle, at));
    else this.#rois.change(id, moved(roi, at.x - grip.from.x, at.y - grip.from.y));
  }

  /** Points go to the selected set of points, or begin a new one. */
  #addPoint(at: Point): void {
    const { selected } = this.#rois;
    const here = selected !== null && this.#rois.on(this.#place()).includes(selected);
    if (here && selected.roi.kind === "points") {
      const { roi } = selected;
      this.#rois.change(selected.id, { ...roi, x: [...roi.x, at.x], y: [...roi.y, at.y] });
    } else this.#rois.add(this.#place(), { name: "", kind: "points", x: [at.x], y: [at.y] });
  }

  /** The last corner follows the pointer until it is set; one on the first corner closes a polygon. */
  #addCorner(at: Point, tolerance: number): void {
    const draft = this.#draft;
    if (draft === null) {
      this.#draft = { name: "", kind: this.#name as RoiKind, x: [at.x, at.x], y: [at.y, at.y] }; // polygon or polyline
      return;
    }
    const closes = draft.kind === "polygon" && Math.hypot(at.x - draft.x[0]!, at.y - draft.y[0]!) <= 2 * tolerance;
    if (closes && draft.x.length > 3) this.finish();
    else this.#draft = { ...draft, x: [...draft.x.slice(0, -1), at.x, at.x], y: [...draft.y.slice(0, -1), at.y, at.y] };
  }

  #stretch(draft: Roi, at: Point): void {
    const { kind, x, y } = draft;
    if (kind === "rectangle" || kind === "ellipse")
      this.#draft = boxRoi(draft, this.#anchor!, at); // set when it was begun
    else if (kind === "line") this.#draft = { ...draft, x: [x[0]!, at.x], y: [y[0]!, at.y] };
    else if (kind === "polygon" || kind === "polyline") {
      this.#draft = { ...draft, x: [...x.slice(0, -1), at.x], y: [...y.slice(0, -1), at.y] };
    } else if (Math.hypot(at.x - x.at(-1)!, at.y - y.at(-1)!) >= freeStep) {
      this.#draft = { ...draft, x: [...x, at.x], y: [...y, at.y] };
    }
  }
}

const arrows: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Without the corner that followed the pointer, and without those that a double click has set twice. */
function withoutFollower(draft: Roi): Roi {
  if (draft.kind !== "polygon" && draft.kind !== "polyline") return draft;
  const set = draft.x.slice(0, -1).map((x, i) => ({ x, y: draft.y[i]! }));
  const corners = set.filter(({ x, y }, i) => i === 0 || x !== set[i - 1]!.x || y !== set[i - 1]!.y);
  return { ...draft, x: corners.map(({ x }) => x), y: corners.map(({ y }) => y) };
}

function isSomething({ kind, x, y }: Roi): boolean {
  if (kind === "rectangle" || kind === "ellipse") return x.length === 2 && x[0] !== x[1] && y[0] !== y[1];
  if (kind === "line") return x.length === 2 && Math.hypot(x[1]! - x[0]!, y[1]! - y[0]!) >= 1;
  return x.length >= (kind === "freeline" || kind === "polyline" ? 2 : 3);
}

function nearest(points: readonly Point[], at: Point, tolerance: number): number | null {
  const found = points.findIndex((point) => Math.hypot(point.x - at.x, point.y - at.y) <= 1.5 * tolerance);
  return found < 0 ? null : found;
}
