import { expect, test } from "@jest/globals";
import type { Raster } from "#extension/viewer/draw/raster.js";
import { type Piece, Pieces } from "#extension/viewer/pixels/pieces.js";
import { levelFor, levelWithin, tileBox, tilesIn } from "#extension/viewer/scene/tiles.js";

const plane = { width: 2500, height: 1500 };

/** A tile at a level whose pixels all have a value. */
function tile(level: number, row: number, column: number, value: number): Piece {
  const box = tileBox(plane, { level, row, column });
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const raster: Raster = { width, height, pixels: new Uint16Array(width * height).fill(value) };
  return { raster, left: 0, top: 0, level, box };
}

test("only the tiles that are seen are asked for, cut at the plane's edge", () => {
  const seen = tilesIn(plane, 0, { left: 1500, top: -50, right: 2600, bottom: 1000 });
  expect(seen).toEqual([
    { level: 0, row: 0, column: 1 },
    { level: 0, row: 0, column: 2 },
  ]);
  expect(tileBox(plane, seen[1]!)).toEqual({ left: 2048, top: 0, right: 2500, bottom: 1024 });
});

test("the level that is drawn is never coarser than the screen", () => {
  expect([0.3, 1, 1.9, 2, 5, 100].map((pixels) => levelFor(pixels, 5))).toEqual([0, 0, 0, 1, 2, 5]);
  expect(levelWithin(plane, 1024)).toBe(2);
});

test("a tile that has not come is a part of a coarser one, exactly there", () => {
  const pieces = new Pieces(1e9, () => {});
  pieces.put("a", { level: 2, row: 0, column: 0 }, tile(2, 0, 0, 7));
  const found = pieces.find("a", plane, { level: 0, row: 1, column: 2 }, 2)!;
  expect(found.piece.level).toBe(2);
  expect(found.source).toEqual({ left: 512, top: 256, right: 625, bottom: 375 });
  expect(pieces.find("b", plane, { level: 0, row: 1, column: 2 }, 2)).toBeNull();
});

test("the value under a point comes from the finest piece, and says how fine that is", () => {
  const pieces = new Pieces(1e9, () => {});
  pieces.put("a", { level: 2, row: 0, column: 0 }, tile(2, 0, 0, 7));
  expect(pieces.valueAt("a", 100, 100)).toEqual({ value: 7, level: 2 });
  pieces.put("a", { level: 0, row: 0, column: 0 }, tile(0, 0, 0, 9));
  expect(pieces.valueAt("a", 100, 100)).toEqual({ value: 9, level: 0 });
  expect(pieces.valueAt("a", 2000, 100)).toEqual({ value: 7, level: 2 });
});

test("what was used longest ago is dropped when there is too much, and its raster is told", () => {
  const dropped: Raster[] = [];
  const [first, second, third] = [tile(2, 0, 0, 1), tile(2, 0, 0, 2), tile(2, 0, 0, 3)];
  const pieces = new Pieces(2.5 * first.raster.pixels.byteLength, (raster) => dropped.push(raster));
  pieces.put("a", { level: 2, row: 0, column: 0 }, first);
  pieces.put("b", { level: 2, row: 0, column: 0 }, second);
  pieces.find("a", plane, { level: 2, row: 0, column: 0 }, 2);
  pieces.put("c", { level: 2, row: 0, column: 0 }, third);
  expect(dropped).toEqual([second.raster]);
});

test("a whole plane takes the place of all that was there of it", () => {
  const dropped: Raster[] = [];
  const pieces = new Pieces(1e9, (raster) => dropped.push(raster));
  const old = tile(2, 0, 0, 1);
  pieces.put("a", { level: 2, row: 0, column: 0 }, old);
  const box = { left: 0, top: 0, right: 2500, bottom: 1500 };
  const raster = { ...plane, pixels: new Uint16Array(2500 * 1500).fill(5) };
  expect(pieces.putWhole("a", { raster, left: 0, top: 0, level: 0, box })).toBeUndefined();
  expect(dropped).toEqual([old.raster]);
  expect(pieces.valueAt("a", 2499, 1499)).toEqual({ value: 5, level: 0 });
});
