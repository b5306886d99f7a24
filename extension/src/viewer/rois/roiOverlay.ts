import type { Roi } from "titer/results";
import type { Point } from "../camera.ts";
import type { Overlay, OverlayScene } from "../overlay.ts";
import type { RoiSet } from "./roiSet.ts";
import type { RoiTool } from "./roiTool.ts";
import { handlesOf, isClosed, outlineOf } from "./shape.ts";

const usual = "#ffd54a";
const chosen = "#4ff";
const halo = "rgb(0 0 0 / 60%)";
const handleSize = 7;

/** Draws the regions of the plane that is shown, and the one that is being drawn. */
export class RoiOverlay implements Overlay {
  readonly name = "regions";
  readonly #rois: RoiSet;
  readonly #tool: RoiTool;

  constructor(rois: RoiSet, tool: RoiTool) {
    this.#rois = rois;
    this.#tool = tool;
  }

  paint(context: CanvasRenderingContext2D, scene: OverlayScene): void {
    if (scene.mode !== "plane") return;
    const { selected } = this.#rois;
    context.lineJoin = "round";
    for (const one of this.#rois.on(scene.place)) {
      const isSelected = one.id === selected?.id;
      draw(context, scene, one.roi, isSelected ? chosen : usual);
      if (isSelected && this.#tool.name !== "none") drawHandles(context, scene, one.roi);
    }
    if (this.#tool.draft !== null) draw(context, scene, this.#tool.draft, chosen);
  }
}

function draw(context: CanvasRenderingContext2D, scene: OverlayScene, roi: Roi, color: string): void {
  const corners = outlineOf(roi).map((corner) => viewPoint(scene, corner));
  context.beginPath();
  if (roi.kind === "points") {
    for (const { x, y } of corners) cross(context, x, y);
  } else {
    for (const { x, y } of corners) context.lineTo(x, y);
    if (isClosed(roi)) context.closePath();
  }
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = color;
  context.stroke();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.moveTo(x - 6, y);
  context.lineTo(x + 6, y);
  context.moveTo(x, y - 6);
  context.lineTo(x, y + 6);
}

function drawHandles(context: CanvasRenderingContext2D, scene: OverlayScene, roi: Roi): void {
  context.lineWidth = 1;
  context.strokeStyle = "black";
  context.fillStyle = "white";
  for (const handle of handlesOf(roi)) {
    const { x, y } = viewPoint(scene, handle);
    context.fillRect(x - handleSize / 2, y - handleSize / 2, handleSize, handleSize);
    context.strokeRect(x - handleSize / 2, y - handleSize / 2, handleSize, handleSize);
  }
}

function viewPoint({ camera, size }: OverlayScene, { x, y }: Point): Point {
  return { x: (x - camera.x) * camera.zoom + size.width / 2, y: (y - camera.y) * camera.zoom + size.height / 2 };
}
