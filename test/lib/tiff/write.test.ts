import { describe, expect, test } from "@jest/globals";
import { deflate } from "#lib/files/disk/source.js";
import { tiffTools } from "#lib/files/disk/tiffTools.js";
import { newPlane } from "#lib/image/index.js";
import { encodeTiff, readTiffHeader, readTiffPlane } from "#lib/tiff/index.js";
import { python } from "../python.js";

function ramp() {
  const plane = newPlane({ dtype: "uint16", height: 31, width: 17, spacing: { y: 0.5, x: 0.65 } });
  plane.data.forEach((_, i) => {
    plane.data[i] = (i * 7919) % 65536;
  });
  return plane;
}

describe("encodeTiff", () => {
  test.each([
    ["none", {}],
    ["deflate", { deflate }],
  ])("writes what our reader reads: %s", (compression, options) => {
    const plane = ramp();
    const bytes = encodeTiff(plane, { ...options, description: "made by a test" });
    const source = {
      name: "made.tif",
      size: bytes.length,
      read: (offset: number, into: Uint8Array) => into.set(bytes.subarray(offset, offset + into.length)),
    };
    const back = newPlane({ dtype: "uint16", height: 31, width: 17 });
    readTiffPlane(source, 0, back, tiffTools);
    expect(back.data).toEqual(plane.data);
    const header = readTiffHeader(source);
    expect(header).toMatchObject({ compression, description: "made by a test" });
    expect(10000 / (header.resolution?.x ?? 0)).toBeCloseTo(0.65, 6);
  });

  test.each([{}, { deflate }])("writes what tifffile reads, with the pixel size", async (options) => {
    const plane = ramp();
    const answer = await python(
      `import sys, io, json, tifffile
t = tifffile.TiffFile(io.BytesIO(sys.stdin.buffer.read()))
p = t.pages[0]
r = p.tags["XResolution"].value
print(json.dumps([p.asarray().ravel().tolist(), r[0] / r[1], p.tags["ResolutionUnit"].value]))`,
      encodeTiff(plane, options),
    );
    const [pixels, resolution, unit] = answer as [number[], number, number];
    expect(pixels).toEqual(Array.from(plane.data));
    expect(10000 / resolution).toBeCloseTo(0.65, 6);
    expect(unit).toBe(3);
  });
});
