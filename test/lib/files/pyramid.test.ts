import { expect, test } from "@jest/globals";
import { openTiles } from "#lib/files/disk/tiles.js";
import { isLabels, levelCount } from "#lib/files/zarr/layout.js";
import { type Dtype, newPlane } from "#lib/image/index.js";

function halved(dtype: Dtype, width: number, pixels: readonly number[]): number[] {
  const height = pixels.length / width;
  const plane = newPlane({ dtype, height, width });
  plane.data.set(pixels);
  const into = newPlane({ dtype, height: Math.ceil(height / 2), width: Math.ceil(width / 2) });
  openTiles().halve(plane, into, !isLabels(dtype));
  return Array.from(into.data);
}

test("images are averaged and rounded, with fewer pixels at odd edges", () => {
  expect(halved("uint16", 3, [1, 2, 9, 3, 5, 10, 65535, 65535, 65534])).toEqual([3, 10, 65535, 65534]);
  expect(halved("float32", 2, [-1, 0, 0.5, 1])).toEqual([0.125]);
});

test("labels are never averaged", () => {
  expect(halved("int32", 4, [7, 9, 0, 3, 9, 9, 9, 9])).toEqual([7, 0]);
});

test.each([
  [{ y: 200, x: 256 }, 1],
  [{ y: 257, x: 100 }, 2],
  [{ y: 1024, x: 1024 }, 3],
  [{ y: 2160, x: 2160 }, 5],
  [{ y: 100_000, x: 100_000 }, 6],
])("an image of %j gets %i levels", (shape, levels) => {
  expect(levelCount(shape, 256)).toBe(levels);
});
