import { describe, expect, test } from "@jest/globals";
import { ShapeIndex } from "#extension/viewer/overlays/shapeIndex.js";
import { middlesOf, strokesOf } from "#extension/viewer/overlays/strokes.js";
import type { Shapes } from "#lib/stream/index.js";

/** Squares of `side` image pixels, a row of them per hundred, ten pixels apart. */
function squares(count: number, side: number): Shapes {
  const corners = (i: number) => {
    const [x, y] = [10 * (i % 100), 10 * Math.floor(i / 100)];
    return [x, y, x + side, y, x + side, y + side, x, y + side];
  };
  return {
    ids: Uint32Array.from({ length: count }, (_, i) => i + 1),
    starts: Uint32Array.from({ length: count + 1 }, (_, i) => 4 * i),
    vertices: Float32Array.from(Array.from({ length: count }, (_, i) => corners(i)).flat()),
  };
}

const points: Shapes = {
  ids: Uint32Array.of(7, 9),
  starts: new Uint32Array(),
  vertices: Float32Array.of(10, 20, 12, 20),
};

describe("ShapeIndex", () => {
  const index = new ShapeIndex(squares(10_000, 6));

  test("finds the shape that a point lies in, and none between them", () => {
    expect(index.at({ x: 543, y: 213 }, 1)).toBe(2154);
    expect(index.at({ x: 548, y: 218 }, 1)).toBeNull();
  });

  test("finds a shape that is missed by less than the tolerance", () => {
    expect(index.at({ x: 547.5, y: 213 }, 2)).toBe(2154);
  });

  test("prefers the smaller of two shapes that lie in each other", () => {
    const [large, small] = [squares(1, 100), squares(1, 6)];
    const both: Shapes = {
      ids: Uint32Array.of(1, 2),
      starts: Uint32Array.of(0, 4, 8),
      vertices: Float32Array.of(...large.vertices, ...small.vertices),
    };
    expect(new ShapeIndex(both).at({ x: 3, y: 3 }, 1)).toBe(1);
  });

  test("finds the nearest of points", () => {
    expect(new ShapeIndex(points).at({ x: 11.6, y: 20 }, 3)).toBe(1);
    expect(new ShapeIndex(points).at({ x: 20, y: 20 }, 3)).toBeNull();
  });

  test("gives all shapes in sight and few others", () => {
    const ranges = index.inSight({ left: 200, top: 300, right: 300, bottom: 400 });
    const seen = new Set(ranges.flatMap(([begin, end]) => [...index.order.subarray(begin, end)]));
    for (let row = 30; row <= 39; row++)
      for (let column = 20; column <= 29; column++) expect(seen).toContain(100 * row + column);
    expect(seen.size).toBeLessThan(1000);
  });

  test("knows how large shapes usually are", () => {
    expect(index.medianSize).toBe(6);
    expect(new ShapeIndex(points).medianSize).toBe(0);
  });

  test("takes no shapes at all", () => {
    const none = new ShapeIndex({ ids: new Uint32Array(), starts: Uint32Array.of(0), vertices: new Float32Array() });
    expect(none.at({ x: 0, y: 0 }, 5)).toBeNull();
    expect(none.inSight({ left: 0, top: 0, right: 9, bottom: 9 })).toEqual([]);
  });
});

describe("strokes", () => {
  const shapes = squares(3, 6);

  test("close each outline and tell outlines apart", () => {
    const { vertices, starts } = strokesOf(shapes, Uint32Array.of(2, 0));
    expect([...starts]).toEqual([0, 5, 10]);
    expect([...vertices.subarray(0, 15)]).toEqual([20, 0, 0, 26, 0, 0, 26, 6, 0, 20, 6, 0, 20, 0, 0]);
    expect(vertices[17]).toBe(1);
  });

  test("have no more corners than are asked for", () => {
    const { starts, vertices } = strokesOf(shapes, Uint32Array.of(1), 2);
    expect([...starts]).toEqual([0, 3]);
    expect([...vertices]).toEqual([10, 0, 0, 16, 6, 0, 10, 0, 0]);
  });

  test("of shapes in small are their middles", () => {
    expect([...middlesOf(new ShapeIndex(shapes).boxes, Uint32Array.of(1, 2))]).toEqual([13, 3, 23, 3]);
  });
});
