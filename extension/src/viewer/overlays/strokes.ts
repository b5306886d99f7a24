import type { Shapes } from "titer/stream";
import { vertexRange } from "./shapeIndex.ts";

/** Outlines as the graphics card takes them: vertex after vertex, each outline closed by its first one. */
export interface Strokes {
  /** x, y and outline (from 0) of each vertex in turn: a stretch between vertices of two outlines is not drawn. */
  readonly vertices: Float32Array;
  /** Vertex at which each outline begins, in the order asked for, and behind the last one the number of all. */
  readonly starts: Uint32Array;
}

/**
 * Some outlines in an order of their own.
 *
 * @param most - vertices of an outline; of one that has more, as many are taken at equal steps
 */
export function strokesOf(shapes: Shapes, order: Uint32Array, most: number = Number.POSITIVE_INFINITY): Strokes {
  const starts = new Uint32Array(order.length + 1);
  order.forEach((shape, i) => {
    const [begin, end] = vertexRange(shapes, shape);
    starts[i + 1] = starts[i]! + Math.min(most, end - begin) + 1;
  });
  const total = starts[order.length]!;
  const vertices = new Float32Array(3 * total);
  let at = 0;
  order.forEach((shape, i) => {
    const [begin, end] = vertexRange(shapes, shape);
    const count = Math.min(most, end - begin);
    for (let k = 0; k <= count; k++) {
      const vertex = begin + Math.floor((k % count) * ((end - begin) / count));
      vertices[at++] = shapes.vertices[2 * vertex]!;
      vertices[at++] = shapes.vertices[2 * vertex + 1]!;
      vertices[at++] = i;
    }
  });
  return { vertices, starts };
}

/** The middles of some shapes: x and y in turn. @param boxes - of all shapes, as a `ShapeIndex` has them */
export function middlesOf(boxes: Float32Array, order: Uint32Array): Float32Array {
  const middles = new Float32Array(2 * order.length);
  order.forEach((shape, i) => {
    middles[2 * i] = (boxes[4 * shape]! + boxes[4 * shape + 2]!) / 2;
    middles[2 * i + 1] = (boxes[4 * shape + 1]! + boxes[4 * shape + 3]!) / 2;
  });
  return middles;
}
