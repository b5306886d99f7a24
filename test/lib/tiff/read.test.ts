import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { inflate, withFile } from "#lib/files/disk/source.js";
import { type Dtype, newPlane } from "#lib/image/index.js";
import { readTiffHeader, readTiffPlane } from "#lib/tiff/index.js";

const height = 45;
const width = 61;
const fixture = (name: string) => join("test/fixtures/tiff", `${name}.tif`);

/** The same formula as in test/fixtures/tiff/make.py, where tifffile wrote it. */
function expected(dtype: Dtype, page = 0): number[] {
  return Array.from({ length: height * width }, (_, i) => {
    const value = i * 7919 + page * 131;
    if (dtype === "float32") return Math.fround(value / 8);
    if (dtype === "int32") return value - 100000;
    return value % { uint8: 2 ** 8, uint16: 2 ** 16, uint32: 2 ** 32 }[dtype];
  });
}

function read(name: string, dtype: Dtype, page = 0, size = { height, width }) {
  const plane = newPlane({ dtype, ...size });
  plane.data.fill(99);
  withFile(fixture(name), (source) => readTiffPlane(source, page, plane, inflate));
  return Array.from(plane.data);
}

const code = (name: string) => expect.objectContaining({ code: name });

describe("readTiffPlane", () => {
  test.each<[string, Dtype]>([
    ["uint8", "uint8"],
    ["uint16", "uint16"],
    ["uint32", "uint32"],
    ["int32", "int32"],
    ["float32", "float32"],
    ["strips", "uint16"],
    ["bigEndian", "uint16"],
    ["bigEndianFloat", "float32"],
    ["bigTiff", "uint16"],
    ["lzw", "uint16"],
    ["lzwUint8", "uint8"],
    ["lzwPredictor", "uint16"],
    ["deflate", "uint16"],
    ["deflatePredictorBigEndian", "uint16"],
    ["deflatePredictorUint32", "uint32"],
    ["tiles", "uint16"],
    ["tilesLzwPredictor", "uint16"],
  ])("reads what tifffile wrote: %s", (name, dtype) => {
    expect(read(name, dtype)).toEqual(expected(dtype));
  });

  test("reads a page of several", () => {
    expect(read("pages", "uint16", 2)).toEqual(expected("uint16", 2));
  });

  test("follows LZW codes to their full width of 12 bits", () => {
    expect(new Set(read("flat", "uint16", 0, { height: 45 * 40, width: 61 * 20 }))).toEqual(new Set([7]));
  });

  test("says which page does not exist", () => {
    expect(() => read("pages", "uint16", 3)).toThrow(code("NO_SUCH_PAGE"));
  });

  test("refuses a plane of another type", () => {
    expect(() => read("uint8", "uint16")).toThrow(code("PLANE_MISMATCH"));
  });

  test.each([
    ["rgb", "3 samples per pixel"],
    ["packBits", "PackBits compression"],
    ["float64", "64-bit float pixels"],
  ])("refuses %s by name", (name, what) => {
    const open = () => withFile(fixture(name), readTiffHeader);
    expect(open).toThrow(code("TIFF_UNSUPPORTED"));
    expect(open).toThrow(what);
  });
});

describe("readTiffHeader", () => {
  test("gives size, type, pages and compression", () => {
    expect(withFile(fixture("pages"), readTiffHeader)).toMatchObject({
      width,
      height,
      dtype: "uint16",
      pages: 3,
      compression: "none",
    });
  });

  test("gives description and resolution", () => {
    const header = withFile(fixture("described"), readTiffHeader);
    expect(header.description).toBe("25 um");
    expect(header.resolution?.unit).toBe("cm");
    expect(header.resolution?.x).toBeCloseTo(15384.6, 3);
  });
});
