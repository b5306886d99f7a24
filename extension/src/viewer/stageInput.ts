import type { Point } from "./camera.ts";
import type { Stage } from "./stage.ts";

/** What a stage hears besides. */
export interface StageInputOptions {
  /** Whether the wheel always zooms: there is nothing to scroll. */
  readonly wheelZooms?: boolean;
  /** What further keys do. */
  readonly keys?: Readonly<Record<string, () => void>>;
}

const zoomStep = 1.25;
const panStep = 40;

/** A pointer that moved no more than so many CSS pixels has clicked. */
const slip = 3;

/**
 * Pointer, wheel and keys of a stage. The wheel zooms when the image has the focus (after a click) or with Ctrl; otherwise
 * it scrolls the notebook. Keys: + - zoom, 0 fit, 1 actual size, arrows move, [ ] upper and { } lower limit.
 */
export function listen(
  stage: Stage,
  limit: (which: "low" | "high", direction: 1 | -1) => void,
  { wheelZooms = false, keys: more = {} }: StageInputOptions = {},
): void {
  const { canvas } = stage;
  canvas.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the keys: 0 0 restarts the kernel
  drag(stage);
  canvas.addEventListener("pointerleave", () => stage.point(null));
  canvas.addEventListener("wheel", (event) => {
    if (!wheelZooms && document.activeElement !== canvas && !event.ctrlKey) return stage.showHint();
    event.preventDefault();
    event.stopPropagation();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    stage.zoom(2 ** (-pixels / 240), event.offsetX, event.offsetY);
    stage.point({ x: event.offsetX, y: event.offsetY });
  });
  canvas.addEventListener("dblclick", () => stage.fit());
  const keys: Readonly<Record<string, () => void>> = { ...keysOf(stage, limit), ...more };
  canvas.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
}

function keysOf(stage: Stage, limit: (which: "low" | "high", direction: 1 | -1) => void): Record<string, () => void> {
  return {
    "+": () => stage.zoom(zoomStep),
    "=": () => stage.zoom(zoomStep),
    "-": () => stage.zoom(1 / zoomStep),
    "0": () => stage.fit(),
    "1": () => stage.actualSize(),
    ArrowLeft: () => stage.pan(panStep, 0),
    ArrowRight: () => stage.pan(-panStep, 0),
    ArrowUp: () => stage.pan(0, panStep),
    ArrowDown: () => stage.pan(0, -panStep),
    "[": () => limit("high", -1),
    "]": () => limit("high", 1),
    "{": () => limit("low", -1),
    "}": () => limit("low", 1),
  };
}

function drag(stage: Stage): void {
  const { canvas } = stage;
  let from: Point | null = null;
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    moved = 0;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from !== null) {
      moved += Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y);
      stage.pan(event.clientX - from.x, event.clientY - from.y);
      from = { x: event.clientX, y: event.clientY };
    }
    stage.point({ x: event.offsetX, y: event.offsetY });
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(end, (event) => {
      if (from !== null && end === "pointerup" && moved <= slip) stage.click({ x: event.offsetX, y: event.offsetY });
      from = null;
    });
  }
}
