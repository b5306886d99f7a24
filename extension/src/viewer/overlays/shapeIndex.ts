import type { Shapes } from "titer/stream";
import type { Point } from "../camera.ts";

/** A rectangle in image pixels. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const shapesPerCell = 32;
const mostCells = 64;

/** How many vertices shape `i` has, and where they begin. Points have one each. */
export function vertexRange({ starts }: Shapes, i: number): readonly [begin: number, end: number] {
  return starts.length === 0 ? [i, i + 1] : [starts[i]!, starts[i + 1]!];
}

/** Finds shapes by where they are: sorted into square cells by the middles of their boxes. */
export class ShapeIndex {
  readonly shapes: Shapes;
  /** Left, top, right and bottom of each shape in turn. */
  readonly boxes: Float32Array;
  /** The shapes in the order of their cells, row by row: those of neighbouring cells in a row lie together. */
  readonly order: Uint32Array;
  /** The middle one of the shapes' larger sides, in image pixels; 0 for points. */
  readonly medianSize: number;
  readonly #extent: Extent;
  readonly #cells: number;
  /** Place in `order` of the first shape of each cell, and behind the last one the number of all. */
  readonly #starts: Uint32Array;
  /** By how much a shape may reach out of its cell. */
  readonly #reach: number;

  constructor(shapes: Shapes) {
    const count = shapes.ids.length;
    this.shapes = shapes;
    this.boxes = boxesOf(shapes);
    const sizes = Float32Array.from({ length: count }, (_, i) =>
      Math.max(this.boxes[4 * i + 2]! - this.boxes[4 * i]!, this.boxes[4 * i + 3]! - this.boxes[4 * i + 1]!),
    ).sort();
    this.medianSize = sizes[count >> 1] ?? 0;
    this.#reach = (sizes[count - 1] ?? 0) / 2;
    this.#extent = extentOf(this.boxes);
    this.#cells = Math.max(1, Math.min(mostCells, Math.ceil(Math.sqrt(count / shapesPerCell))));
    const cellOf = (i: number) => {
      const [column, row] = this.#cellAt(...this.#middle(i));
      return row * this.#cells + column;
    };
    this.#starts = new Uint32Array(this.#cells ** 2 + 1);
    for (let i = 0; i < count; i++) this.#starts[cellOf(i) + 1]!++;
    for (let cell = 0; cell < this.#cells ** 2; cell++) this.#starts[cell + 1]! += this.#starts[cell]!;
    const next = this.#starts.slice();
    this.order = new Uint32Array(count);
    for (let i = 0; i < count; i++) this.order[next[cellOf(i)]!++] = i;
  }

  /** Ranges of `order` that hold all shapes in sight; shapes out of sight may be among them. */
  inSight({ left, top, right, bottom }: Extent): (readonly [begin: number, end: number])[] {
    const [first, firstRow] = this.#cellAt(left - this.#reach, top - this.#reach);
    const [last, lastRow] = this.#cellAt(right + this.#reach, bottom + this.#reach);
    const ranges: [number, number][] = [];
    for (let row = firstRow; row <= lastRow; row++) {
      const [begin, end] = [this.#starts[row * this.#cells + first]!, this.#starts[row * this.#cells + last + 1]!];
      const before = ranges.at(-1);
      if (before?.[1] === begin) before[1] = end;
      else if (end > begin) ranges.push([begin, end]);
    }
    return ranges;
  }

  /** The smallest shape that a point lies in or near; null when there is none. @param tolerance - in image pixels */
  at({ x, y }: Point, tolerance: number): number | null {
    let [best, bestScore] = [null as number | null, Number.POSITIVE_INFINITY];
    for (const [begin, end] of this.inSight({
      left: x - tolerance,
      top: y - tolerance,
      right: x + tolerance,
      bottom: y + tolerance,
    })) {
      for (const i of this.order.subarray(begin, end)) {
        if (!this.#isNear(i, x, y, tolerance)) continue;
        const score = this.#score(i, x, y, tolerance);
        if (score < bestScore) [best, bestScore] = [i, score];
      }
    }
    return best;
  }

  #middle(i: number): [number, number] {
    return [(this.boxes[4 * i]! + this.boxes[4 * i + 2]!) / 2, (this.boxes[4 * i + 1]! + this.boxes[4 * i + 3]!) / 2];
  }

  #cellAt(x: number, y: number): [column: number, row: number] {
    const { left, top, right, bottom } = this.#extent;
    const place = (at: number, from: number, to: number) =>
      Math.max(0, Math.min(this.#cells - 1, Math.floor(((at - from) / (to - from || 1)) * this.#cells)));
    return [place(x, left, right), place(y, top, bottom)];
  }

  #isNear(i: number, x: number, y: number, tolerance: number): boolean {
    const [left, top, right, bottom] = this.boxes.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    return x >= left - tolerance && x <= right + tolerance && y >= top - tolerance && y <= bottom + tolerance;
  }

  /** The area of a shape's box when the point is inside, or its distance for points; infinite when it is neither in nor near. */
  #score(i: number, x: number, y: number, tolerance: number): number {
    const { vertices } = this.shapes;
    const [begin, end] = vertexRange(this.shapes, i);
    let inside = false;
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = begin, before = end - 1; at < end; before = at++) {
      const [xi, yi, xj, yj] = [
        vertices[2 * at]!,
        vertices[2 * at + 1]!,
        vertices[2 * before]!,
        vertices[2 * before + 1]!,
      ];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
      nearest = Math.min(nearest, distance(x, y, xi, yi, xj, yj));
    }
    if (!inside && nearest > tolerance) return Number.POSITIVE_INFINITY;
    const [left, top, right, bottom] = this.boxes.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    return (right - left) * (bottom - top) || nearest;
  }
}

/** From a point to a stretch between two others. */
export function distance(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

function boxesOf(shapes: Shapes): Float32Array {
  const boxes = new Float32Array(4 * shapes.ids.length);
  for (let i = 0; i < shapes.ids.length; i++) {
    let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const [begin, end] = vertexRange(shapes, i);
    for (let at = begin; at < end; at++) {
      const [x, y] = [shapes.vertices[2 * at]!, shapes.vertices[2 * at + 1]!];
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
    boxes.set([left, top, right, bottom], 4 * i);
  }
  return boxes;
}

function extentOf(boxes: Float32Array): Extent {
  let [left, top, right, bottom] = [0, 0, 1, 1];
  for (let i = 0; i < boxes.length; i += 4) {
    [left, top] = [Math.min(left, boxes[i]!), Math.min(top, boxes[i + 1]!)];
    [right, bottom] = [Math.max(right, boxes[i + 2]!), Math.max(bottom, boxes[i + 3]!)];
  }
  return { left, top, right, bottom };
}
