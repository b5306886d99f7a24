import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { readTiffFile, readTiffFileHeader } from "#lib/files/disk/tiffFile.js";
import type { Dtype } from "#lib/image/dtype.js";
import { newPlane } from "#lib/image/index.js";
import { PlanePool } from "#lib/image/pool.js";
import { openPlate, readPlane } from "#lib/index.js";

const folder = mkdtempSync(join(tmpdir(), "titer-odd-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [height, width] = [45, 61];
const fixture = (name: string) => `test/fixtures/tiff/${name}.tif`;
const plane = (dtype: Dtype) => newPlane({ dtype, height, width });
const small = Array.from({ length: height * width }, (_, i) => ((i % width) * 7 + Math.floor(i / width) * 13) % 200);

test.each([
  ["int16", "int32", small.map((value) => value - 100)],
  ["float16", "float32", small.map((value) => value / 4)],
  ["lerc", "uint16", small],
  ["bits12", "uint16", small.map((value) => value * 20)],
] as const)("%s, which our own reader refuses, is read by geotiff as %s", (name, dtype, expected) => {
  expect(readTiffFileHeader(fixture(name))).toMatchObject({ width, height, dtype, pages: 1 });
  const into = plane(dtype);
  readTiffFile(fixture(name), 0, into);
  expect(Array.from(into.data)).toEqual(expected);
});

test("JPEG is read by geotiff, within the rounding of its transform", () => {
  const into = plane("uint8");
  readTiffFile(fixture("jpeg"), 0, into);
  const difference = into.data.map((value, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.abs(value - Math.round(100 + 60 * Math.sin(x / 9) + 40 * Math.cos(y / 7)));
  });
  expect(Math.max(...difference)).toBeLessThanOrEqual(2);
});

test.each(["rgb", "float64"])("%s stays refused: no pixel type holds it", (name) => {
  expect(() => readTiffFileHeader(fixture(name))).toThrow(expect.objectContaining({ code: "TIFF_UNSUPPORTED" }));
});

test("a JPEG that says that it is larger than its block is refused before memory is asked for", () => {
  const path = join(folder, "huge.tif");
  const bytes = readFileSync(fixture("jpeg"));
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(60_000, frame + 5);
  bytes.writeUInt16BE(60_000, frame + 7);
  writeFileSync(path, bytes);
  expect(() => readTiffFile(path, 0, plane("uint8"))).toThrow(
    expect.objectContaining({
      code: "TIFF_DAMAGED",
      where: { file: path },
      message: expect.stringMatching(/60000 x 60000/),
    }),
  );
});

test("a predictor that does not exist is damage, and no reason to ask a general reader", () => {
  const path = join(folder, "predictor.tif");
  const bytes = readFileSync(fixture("tilesLzwPredictor"));
  const entry = bytes.indexOf(Buffer.from([0x3d, 0x01, 3, 0, 1, 0, 0, 0, 2, 0])); // tag 317, a short: 2
  bytes.writeUInt16LE(0, entry + 8);
  writeFileSync(path, bytes);
  expect(() => readTiffFile(path, 0, plane("uint16"))).toThrow(
    expect.objectContaining({ code: "TIFF_DAMAGED", where: { file: path } }),
  );
});

test("a damaged one is refused with its file, and the next one is read all the same", () => {
  const path = join(folder, "torn.tif");
  const bytes = readFileSync(fixture("jpeg"));
  writeFileSync(path, bytes.fill(0, 330, 900));
  expect(() => readTiffFile(path, 0, plane("uint8"))).toThrow(
    expect.objectContaining({ code: "TIFF_DAMAGED", where: { file: path } }),
  );
  expect(() => readTiffFile(fixture("lerc"), 0, plane("uint16"))).not.toThrow();
  expect(() => readTiffFile(fixture("lerc"), 0, plane("uint8"))).toThrow(/expected 45 x 61 uint8/);
});

test("a plate of such files opens and is read", async () => {
  copyFileSync(fixture("bits12"), join(folder, "p_A01_s1_w1.tif"));
  copyFileSync(fixture("bits12"), join(folder, "p_A01_s2_w1.tif"));
  rmSync(join(folder, "torn.tif"), { force: true });
  const plate = await openPlate(folder);
  expect(plate).toMatchObject({ format: "imagexpress", dtype: "uint16", sites: [1, 2], problems: [] });
  const file = plate.wells[0]?.planes[1];
  if (!file) throw new Error("no plane");
  const pool = new PlanePool(1 << 20);
  expect(readPlane(plate, file, pool).data[1]).toBe(140);
});
