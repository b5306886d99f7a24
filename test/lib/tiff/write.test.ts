import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { withFile } from "#lib/files/disk/source.js";
import { tiffTools } from "#lib/files/disk/tiffTools.js";
import { writeTiff } from "#lib/files/disk/writeTiff.js";
import type { Dtype } from "#lib/image/dtype.js";
import { newPlane, type Plane } from "#lib/image/index.js";
import { encodeTiff, pageAxes, readTiffHeader, readTiffPlane } from "#lib/tiff/index.js";
import { python } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-tiff-"));
afterAll(() => rmSync(folder, { recursive: true }));

function ramp(dtype: Dtype = "uint16", start = 0, spacing = { y: 0.5, x: 0.1625, z: 1.5 }): Plane {
  const plane = newPlane({ dtype, height: 31, width: 17, spacing });
  plane.data.forEach((_, i) => {
    plane.data[i] = ((i + start) * 7919) % 251;
  });
  return plane;
}

/** What tifffile reads from a file: pixels of the first series, its axes and shape, and the kind of file. */
interface Read {
  readonly pixels: number[];
  readonly axes: string;
  readonly shape: number[];
  readonly dtype: string;
  readonly kind: readonly string[];
  readonly imagej: Readonly<Record<string, unknown>> | null;
  readonly ome: string | null;
  readonly resolution: readonly [number, number, number];
}

const tifffile = (path: string) =>
  python(
    `import sys, json, tifffile
with tifffile.TiffFile(sys.stdin.read()) as t:
    s = t.series[0]; p = t.pages[0]
    tag = lambda n: (lambda v: v[0] / v[1])(p.tags[n].value) if n in p.tags else 0
    print(json.dumps({"pixels": s.asarray().ravel().tolist(), "axes": s.axes, "shape": list(s.shape), "dtype": str(s.dtype),
      "kind": [k for k in ("imagej", "ome", "bigtiff") if getattr(t, "is_" + k)], "imagej": t.imagej_metadata, "ome": t.ome_metadata,
      "resolution": [tag("XResolution"), tag("YResolution"), p.tags["ResolutionUnit"].value if "ResolutionUnit" in p.tags else 0]}))`,
    path,
  ) as Promise<Read>;

const readBack = (path: string, page: number, like: Plane) => {
  const { dtype, height, width } = like;
  const plane = newPlane({ dtype, height, width });
  withFile(path, (source) => readTiffPlane(source, page, plane, tiffTools));
  return plane.data;
};

const headerOf = (path: string) => withFile(path, readTiffHeader);

describe("a plane", () => {
  test.each([
    ["none", false],
    ["none", true],
    ["deflate", false],
    ["deflate", true],
  ] as const)(
    "is read by tifffile and by us with its pixels and pixel size: %s, BigTIFF %s",
    async (compression, big) => {
      const path = join(folder, `plane-${compression}-${big}.tif`);
      const plane = ramp();
      writeTiff(path, plane, { compression, big });
      const found = await tifffile(path);
      expect(found).toMatchObject({ pixels: Array.from(plane.data), shape: [31, 17], kind: big ? ["bigtiff"] : [] });
      const [x, y, unit] = found.resolution;
      expect([1e4 / x, 1e4 / y, unit]).toEqual([expect.closeTo(0.1625, 9), expect.closeTo(0.5, 9), 3]);
      expect(readBack(path, 0, plane)).toEqual(plane.data);
      expect(headerOf(path)).toMatchObject({ compression, pages: 1, pixelSizeUm: expect.closeTo(0.1625, 9) });
    },
  );

  test.each(["uint8", "uint16", "int32", "uint32", "float32"] as const)("of %s keeps its type", async (dtype) => {
    const path = join(folder, `${dtype}.tif`);
    const plane = ramp(dtype);
    writeTiff(path, plane);
    expect(await tifffile(path)).toMatchObject({ dtype, pixels: Array.from(plane.data) });
    expect(readBack(path, 0, plane)).toEqual(plane.data);
  });

  test("has its description in tag 270", () => {
    const bytes = encodeTiff(ramp(), { description: "made by a test" });
    const read = (offset: number, into: Uint8Array) => into.set(bytes.subarray(offset, offset + into.length));
    expect(readTiffHeader({ name: "made.tif", size: bytes.length, read }).description).toBe("made by a test");
  });
});

const stack = (dtype: Dtype = "uint16") => ({
  planes: Array.from({ length: 2 * 3 * 2 }, (_, i) => ramp(dtype, i)),
  channels: [{ name: "DAPI", color: "0000FF" }, { name: "5 \u00b5m <FITC>" }],
  slices: 3,
  frames: 2,
  frameSeconds: 30,
});
const pixelsOf = ({ planes }: { planes: readonly Plane[] }) => planes.flatMap(({ data }) => Array.from(data));

describe("a stack of channels, slices and frames", () => {
  test.each(["none", "deflate"] as const)("is an ImageJ hyperstack for tifffile: %s", async (compression) => {
    const path = join(folder, `imagej-${compression}.tif`);
    const written = stack();
    writeTiff(path, written, { kind: "imagej", compression });
    const found = await tifffile(path);
    expect(found).toMatchObject({ axes: "TZCYX", shape: [2, 3, 2, 31, 17], kind: ["imagej"] });
    expect(found.pixels).toEqual(pixelsOf(written));
    expect(found.imagej).toMatchObject({ unit: "micron", spacing: 1.5, finterval: 30, channels: 2, mode: "composite" });
    expect(1 / found.resolution[0]).toBeCloseTo(0.1625, 6);
    const { description, pages, pixelSizeUm } = headerOf(path);
    expect(pageAxes(path, description, pages)).toMatchObject({ channels: 2, slices: 3, frames: 2 });
    expect(pixelSizeUm).toBeCloseTo(0.1625, 6);
    expect(readBack(path, 7, ramp())).toEqual(written.planes[7]?.data);
  });

  test.each([
    ["none", false],
    ["deflate", true],
  ] as const)(
    "is an OME-TIFF for tifffile, with calibration and channel names: %s, BigTIFF %s",
    async (compression, big) => {
      const path = join(folder, `ome-${big}.ome.tif`);
      const written = stack("float32");
      writeTiff(path, written, { kind: "ome", compression, big });
      const found = await tifffile(path);
      expect(found).toMatchObject({
        axes: "TZCYX",
        shape: [2, 3, 2, 31, 17],
        kind: big ? ["ome", "bigtiff"] : ["ome"],
      });
      expect(found.pixels).toEqual(pixelsOf(written));
      const answer = await python(
        `import sys, json, xml.etree.ElementTree as E
r = E.fromstring(sys.stdin.read()); n = {"o": "http://www.openmicroscopy.org/Schemas/OME/2016-06"}
p = r.find("o:Image/o:Pixels", n)
print(json.dumps([p.get("PhysicalSizeX"), p.get("PhysicalSizeZ"), p.get("TimeIncrement"), [[c.get("Name"), c.get("Color")] for c in p.findall("o:Channel", n)]]))`,
        found.ome ?? "",
      );
      expect(answer).toEqual([
        "0.1625",
        "1.5",
        "30",
        [
          ["DAPI", "65535"],
          ["5 \u00b5m <FITC>", null],
        ],
      ]);
      expect(headerOf(path).pixelSizeUm).toBeCloseTo(0.1625, 9);
    },
  );

  test("is refused when its planes are not what its axes say, or of no type that ImageJ has; nothing is left behind", () => {
    const before = readdirSync(folder);
    const path = join(folder, "refused.tif");
    expect(() => writeTiff(path, { ...stack(), frames: 3 }, { kind: "ome" })).toThrow(/12 planes are no 2 channels/);
    const uneven = { ...stack(), planes: [...stack().planes.slice(1), ramp("uint8")] };
    expect(() => writeTiff(path, uneven, { kind: "imagej" })).toThrow(
      expect.objectContaining({ code: "STACK_UNEVEN" }),
    );
    expect(() => writeTiff(path, stack("int32"), { kind: "imagej" })).toThrow(/ImageJ has no stacks of int32/);
    expect(() => writeTiff(path, [])).toThrow(expect.objectContaining({ code: "TIFF_EMPTY" }));
    expect(readdirSync(folder)).toEqual(before);
  });
});
