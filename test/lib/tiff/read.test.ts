import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { withFile } from "#lib/files/disk/source.js";
import { tiffTools } from "#lib/files/disk/tiffTools.js";
import { zstdInJavaScript } from "#lib/files/disk/zstd.js";
import { type Dtype, newPlane } from "#lib/image/index.js";
import { encodeTiff, pageAxes, readTiffHeader, readTiffPlane } from "#lib/tiff/index.js";

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
  withFile(fixture(name), (source) => readTiffPlane(source, page, plane, tiffTools));
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
    ["packBits", "uint8"],
    ["zstd", "uint16"],
    ["zstdPredictor", "uint16"],
    ["deflateFloatPredictor", "float32"],
    ["tilesFloatPredictorBigEndian", "float32"],
    ["tiles", "uint16"],
    ["tilesLzwPredictor", "uint16"],
  ])("reads what tifffile wrote: %s", (name, dtype) => {
    expect(read(name, dtype)).toEqual(expected(dtype));
  });

  test("reads a page of several", () => {
    expect(read("pages", "uint16", 2)).toEqual(expected("uint16", 2));
  });

  test("reads the planes of a MetaMorph stack, which has one directory", () => {
    const path = "test/fixtures/tiff/metaMorph.stk";
    expect(withFile(path, readTiffHeader)).toMatchObject({ pages: 5, pixelSizeUm: 0.65 });
    const plane = newPlane({ dtype: "uint16", height, width });
    withFile(path, (source) => readTiffPlane(source, 4, plane, tiffTools));
    expect(Array.from(plane.data)).toEqual(expected("uint16", 4));
  });

  test.each([
    ["imageJ", ["c", "z", "t"]],
    ["ome", ["z", "c", "t"]],
  ])("reads planes, axes and pixel size of a stack: %s", (name, order) => {
    const header = withFile(fixture(name), readTiffHeader);
    expect(header.pages).toBe(12);
    expect(header.pixelSizeUm).toBeCloseTo(0.325, 6);
    const axes = pageAxes(name, header.description, header.pages);
    expect(axes).toEqual({ channels: 2, slices: 3, frames: 2, order });
    // frame 1, slice 2, channel 1 is page 11 of the ramp in both
    expect(read(name, "uint16", 11)).toEqual(expected("uint16", 11));
    // frame 0, slice 1, channel 0 is the ramp's page 2, and lies where each format puts it
    expect(read(name, "uint16", name === "ome" ? 1 : 2)).toEqual(expected("uint16", 2));
  });

  test("reads an ImageJ stack whose other planes have no directory, as ImageJ writes them above 4 GB", () => {
    const plane = newPlane({ dtype: "uint8", height: 2, width: 3 });
    const first = encodeTiff(
      { ...plane, data: Uint8Array.of(1, 2, 3, 4, 5, 6) },
      { description: "ImageJ=1.54\nimages=2\n" },
    );
    // the pixels of encodeTiff lie at byte 8; here both planes lie behind the directory
    const bytes = new Uint8Array(first.length + 12);
    bytes.set(first);
    bytes.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], first.length);
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(4, true);
    const entry = Array.from({ length: view.getUint16(directory, true) }, (_, i) => directory + 2 + i * 12).find(
      (at) => view.getUint16(at, true) === 273,
    );
    view.setUint32((entry as number) + 8, first.length, true);
    const source = {
      name: "large.tif",
      size: bytes.length,
      read: (offset: number, into: Uint8Array) => into.set(bytes.subarray(offset, offset + into.length)),
    };
    expect(readTiffHeader(source).pages).toBe(2);
    readTiffPlane(source, 1, plane, tiffTools);
    expect(Array.from(plane.data)).toEqual([7, 8, 9, 10, 11, 12]);
  });

  test("reads Zstandard without help of the system", () => {
    const plane = newPlane({ dtype: "uint16", height, width });
    const expandZstd = (data: Uint8Array, into: Uint8Array) => {
      const expanded = zstdInJavaScript(data, into.length);
      into.set(expanded);
      return expanded.length;
    };
    const unpack = { ...tiffTools, zstd: expandZstd };
    withFile(fixture("zstd"), (source) => readTiffPlane(source, 0, plane, unpack));
    expect(Array.from(plane.data)).toEqual(expected("uint16"));
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
