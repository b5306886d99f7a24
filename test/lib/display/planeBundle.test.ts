import { inflateSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { planeBundle } from "#lib/display/planeBundle.js";
import type { Plane } from "#lib/image/plane.js";
import { type PlaneOutput, planeMime } from "#lib/protocol/display.js";

function planeOf(data: Plane["data"], dtype: Plane["dtype"], height: number, width: number): Plane {
  return { data, dtype, height, width, spacing: { y: 0.65, x: 0.65 } };
}

function outputOf(plane: Plane): PlaneOutput {
  return planeBundle(plane, "B03, site 1")[planeMime] as PlaneOutput;
}

function pixelsOf(output: PlaneOutput): number[] {
  const bytes = inflateSync(Buffer.from(output.pixels, "base64"));
  return output.dtype === "uint8"
    ? [...bytes]
    : Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i));
}

function pngSize(bundle: Readonly<Record<string, unknown>>): [number, number] {
  const png = Buffer.from(bundle["image/png"] as string, "base64");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe("planeBundle", () => {
  test("keeps uint16 pixels as they are", () => {
    const data = Uint16Array.from([0, 1, 256, 65535, 515, 7]);
    const output = outputOf(planeOf(data, "uint16", 2, 3));
    expect(pixelsOf(output)).toEqual([...data]);
    expect(output).toMatchObject({ dtype: "uint16", height: 2, width: 3, binning: 1, offset: 0, scale: 1 });
    expect(output.range).toEqual({ min: 0, max: 65535 });
    expect(output.pixelSizeUm).toBe(0.65);
  });

  test("has no text/html, which JupyterLab would prefer to the PNG", () => {
    const bundle = planeBundle(planeOf(new Uint8Array(4), "uint8", 2, 2), "t");
    expect(Object.keys(bundle)).toEqual([planeMime, "image/png", "text/plain"]);
  });

  test("maps float pixels linearly and says by which scale and offset", () => {
    const values = [-2, 0.5, 1, 3.25];
    const output = outputOf(planeOf(Float32Array.from(values), "float32", 2, 2));
    pixelsOf(output).forEach((pixel, i) => {
      expect(output.offset + output.scale * pixel).toBeCloseTo(values[i]!, 3);
    });
    expect(output.source.dtype).toBe("float32");
  });

  test("counts NaN and infinite pixels, and leaves them out of the mapping", () => {
    const output = outputOf(
      planeOf(Float32Array.from([Number.NaN, 10, 20, Number.POSITIVE_INFINITY]), "float32", 2, 2),
    );
    expect(output).toMatchObject({ nonFinite: 2, offset: 10 });
    expect(pixelsOf(output)).toEqual([0, 0, 65535, 0]);
  });

  test("keeps labels in an int32 plane exactly", () => {
    const output = outputOf(planeOf(Int32Array.from([0, 1, 2, 4000]), "int32", 2, 2));
    expect(pixelsOf(output)).toEqual([0, 1, 2, 4000]);
    expect(output.scale).toBe(1);
  });

  test("bins a plane beyond 2048 pixels by block means, and says so", () => {
    const [height, width] = [5, 4100];
    const data = Uint16Array.from(
      { length: height * width },
      (_, i) => (Math.floor(i / width) + 1) * 100 + ((i % width) % 3),
    );
    const bundle = planeBundle(planeOf(data, "uint16", height, width), "wide");
    const output = bundle[planeMime] as PlaneOutput;
    expect(output).toMatchObject({ binning: 3, height: 2, width: 1367, source: { height: 5, width: 4100 } });
    expect(output.pixelSizeUm).toBeCloseTo(1.95);
    const pixels = pixelsOf(output);
    expect([pixels[0], pixels[1366], pixels[1367]]).toEqual([201, 201, 451]); // means 201, 200.5 (edge), 451
    expect(bundle["text/plain"]).toMatch(/4100 x 5 uint16, 0.65 µm per pixel.*shown binned 3 x 3/);
  });

  test("makes a PNG of at most 768 pixels on the longer side", () => {
    expect(pngSize(planeBundle(planeOf(new Uint8Array(1600 * 100), "uint8", 100, 1600), "t"))).toEqual([534, 34]);
  });

  test("sets the contrast by percentiles, so that one hot pixel does not darken the image", () => {
    const data = Uint16Array.from({ length: 100 * 100 }, (_, i) => 100 + (i % 100));
    data[5000] = 60000;
    expect(outputOf(planeOf(data, "uint16", 100, 100)).window).toEqual({ low: 100, high: 199 });
  });

  test("shows a constant plane", () => {
    const output = outputOf(planeOf(new Uint16Array(4).fill(7), "uint16", 2, 2));
    expect(output.window).toEqual({ low: 7, high: 8 });
  });

  test("refuses a plane without pixels", () => {
    expect(() => outputOf(planeOf(new Uint8Array(0), "uint8", 0, 5))).toThrow(
      expect.objectContaining({ code: "EMPTY_PLANE" }),
    );
  });
});
