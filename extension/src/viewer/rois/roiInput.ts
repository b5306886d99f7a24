import type { Point } from "../camera.ts";
import type { RoiTool } from "./roiTool.ts";

/** How far from a region's line the pointer may be, in CSS pixels. */
const tolerance = 6;

/** The picture that the pointer draws on. */
export interface DrawingBoard {
  readonly canvas: HTMLCanvasElement;
  readonly zoom: () => number;
  /** The image point under a point of the view. */
  readonly imagePoint: (at: Point) => Point;
}

/** Lets a tool take the pointer and keys before the picture moves by them. Returns how to stop. */
export function drawWith(tool: RoiTool, { canvas, zoom, imagePoint }: DrawingBoard): () => void {
  const ends = new AbortController();
  const options = { capture: true, signal: ends.signal };
  const pointOf = (event: MouseEvent) => imagePoint({ x: event.offsetX, y: event.offsetY });
  const take = (event: Event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  let drawing = false;
  canvas.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || !tool.down(pointOf(event), tolerance / zoom())) return;
      drawing = true;
      canvas.setPointerCapture(event.pointerId);
      canvas.focus({ preventScroll: true });
      take(event);
    },
    options,
  );
  canvas.addEventListener(
    "pointermove",
    (event) => {
      if (drawing || tool.draft !== null) tool.move(pointOf(event));
      if (drawing) take(event);
    },
    options,
  );
  for (const end of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(
      end,
      (event) => {
        if (!drawing) return;
        drawing = false;
        tool.up();
        take(event);
      },
      options,
    );
  }
  canvas.addEventListener(
    "dblclick",
    (event) => {
      if (tool.name === "none") return;
      tool.finish();
      take(event);
    },
    options,
  );
  canvas.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (tool.key(event.key, event.shiftKey ? 10 : 1)) take(event);
    },
    options,
  );
  return () => ends.abort();
}
