import { TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";
import type { Roi } from "./roi.ts";

/** Steps to the right, down, left and up. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** The outline of a part of an object. */
export interface Trace {
  readonly label: number;
  /** Which part of its object it is, from 1. */
  readonly part: number;
  /** Its corners along the edges of pixels. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * The outlines of the objects of a label image (int32, uint32, uint16 or uint8; 0 is background), in the order of their first
 * pixels. An object in several parts (8 neighbours) gives one for each. An outline follows the edges of the pixels and includes
 * holes.
 *
 * @throws `NOT_LABELS` for an image of floats.
 */
export function tracesOf(labels: Plane): Trace[] {
  if (labels.dtype === "float32") {
    throw new TiterError("NOT_LABELS", {
      what: "a label image holds whole numbers, this one floats",
      todo: "Give the labels that a segmentation made.",
    });
  }
  const { data, width } = labels;
  const seen = new Uint8Array(data.length);
  const parts = new Map<number, number>();
  const traces: Trace[] = [];
  for (let at = 0; at < data.length; at++) {
    const label = data[at] as number;
    if (label === 0 || seen[at] === 1) continue;
    markObject(labels, at, seen);
    const part = (parts.get(label) ?? 0) + 1;
    parts.set(label, part);
    traces.push({ label, part, ...trace(labels, at % width, Math.floor(at / width)) });
  }
  return traces;
}

/**
 * The outlines of {@link tracesOf} as ImageJ regions.
 *
 * @param place - channel, slice and frame that the regions belong to.
 */
export function outlinesOf(labels: Plane, place: Pick<Roi, "channel" | "slice" | "frame"> = {}): Roi[] {
  return tracesOf(labels).map(({ label, part, x, y }) => {
    const name = `${String(label).padStart(4, "0")}${part === 1 ? "" : `-${part}`}`;
    return { name, kind: "traced", x, y, ...place };
  });
}

/** Marks all pixels that hang together with one of the same label. */
function markObject({ data, width, height }: Plane, first: number, seen: Uint8Array): void {
  const label = data[first];
  const waiting = [first];
  seen[first] = 1;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const near = row * width + column;
        if (seen[near] === 1 || data[near] !== label) continue;
        seen[near] = 1;
        waiting.push(near);
      }
    }
  }
}

/** Walks around an object along the edges of its pixels, clockwise from the upper left corner of its first pixel, object on the right. */
function trace({ data, width, height }: Plane, x0: number, y0: number): Pick<Roi, "x" | "y"> {
  const label = data[y0 * width + x0];
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === label;
  const [xs, ys] = [[x0], [y0]];
  let [x, y, direction] = [x0, y0, 0];
  for (;;) {
    const [dx, dy] = steps[direction] as (typeof steps)[number];
    x += dx;
    y += dy;
    if (x === x0 && y === y0) return { x: xs, y: ys };
    // the pixels ahead of this corner, on the left and on the right of the way
    const left = inside(x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2);
    const right = inside(x + (dx - dy - 1) / 2, y + (dy + dx - 1) / 2);
    if (!left && right) continue;
    xs.push(x);
    ys.push(y);
    direction = (direction + (left ? 3 : 1)) % 4; // a pixel that touches at its corner belongs to the object
  }
}
