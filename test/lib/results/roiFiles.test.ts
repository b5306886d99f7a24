import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { saveRois } from "#lib/results/disk/save.js";
import { encodeRoi, packRois, type Roi, unpackRois } from "#lib/results/index.js";
import { python } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-rois-"));
afterAll(() => rmSync(folder, { recursive: true }));

const rois: readonly Roi[] = [
  { name: "box", kind: "rectangle", x: [10, 40], y: [20, 55] },
  { name: "fine box", kind: "rectangle", x: [10.5, 40.25], y: [20, 55] },
  { name: "spot", kind: "ellipse", x: [3, 9], y: [1, 21], channel: 2, slice: 3, frame: 4 },
  { name: "part", kind: "polygon", x: [1.5, 30, 12.25], y: [2, 4.75, 40] },
  { name: "edge", kind: "traced", x: [0, 3, 3, 0], y: [0, 0, 3, 3] },
  { name: "hand", kind: "freehand", x: [5, 6.5, 7, 5.5], y: [5, 5.25, 8, 9] },
  { name: "path", kind: "polyline", x: [0, 10, 20.5], y: [1, 5, 5] },
  { name: "stroke", kind: "freeline", x: [0, 1, 2], y: [1, 2, 1] },
  { name: "length", kind: "line", x: [2.5, 90], y: [8, 16.25] },
  { name: "cells µ", kind: "points", x: [1.25, 70_000.5], y: [2.5, 3] },
];

/** What roifile reads: coordinates as it gives them, and the box. */
const roifile = (path: string) =>
  python(
    `import sys, json, roifile
print(json.dumps([{"name": r.name, "type": r.roitype.name, "at": r.coordinates().tolist(),
  "box": [r.left, r.top, r.right, r.bottom], "fine": [r.xd, r.yd, r.widthd, r.heightd],
  "position": [r.c_position, r.z_position, r.t_position]} for r in roifile.roiread(sys.stdin.read())]))`,
    path,
  ) as Promise<{ name: string; type: string; at: number[][]; box: number[]; fine: number[]; position: number[] }[]>;

describe("regions that were drawn", () => {
  test("are read by roifile with the same coordinates", async () => {
    const path = join(folder, "drawn.zip");
    saveRois(path, rois);
    const found = new Map((await roifile(path)).map((roi) => [roi.name, roi]));
    for (const { name, kind, x, y } of rois) {
      const { at, box, fine } = found.get(name)!;
      const corners = x.map((value, i) => [value, y[i]!]);
      if (name === "fine box") expect(fine).toEqual([10.5, 20, 29.75, 35]);
      else if (kind === "rectangle" || kind === "ellipse") expect(box).toEqual(corners.flat());
      else expect(at).toEqual(corners);
    }
    expect([...found.values()].map(({ type }) => type)).toEqual([
      "RECT",
      "RECT",
      "OVAL",
      "POLYGON",
      "TRACED",
      "FREEHAND",
      "POLYLINE",
      "FREELINE",
      "LINE",
      "POINT",
    ]);
    expect(found.get("spot")?.position).toEqual([2, 3, 4]);
  });

  test("come back as they were", async () => {
    expect(await unpackRois(Buffer.concat(packRois("a.zip", rois)))).toEqual(rois);
  });
});

describe("regions of other programs", () => {
  test("are read from a deflated archive that roifile wrote", async () => {
    const path = join(folder, "roifile.zip");
    await python(
      `import sys, json, roifile, numpy as np, zipfile
path = sys.stdin.read()
rois = [roifile.ImagejRoi.frompoints(np.array([[1, 2], [30, 4], [12, 40]]), name="whole"),
  roifile.ImagejRoi.frompoints(np.array([[1.5, 2.25], [30, 4], [12, 40]], np.float32), name="fine", c=3)] # roifile counts channels from 0
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    for roi in rois: archive.writestr(roi.name + ".roi", roi.tobytes())
print("{}")`,
      path,
    );
    const [whole, fine] = await unpackRois(readFileSync(path), path);
    expect(whole).toMatchObject({ name: "whole", x: [1, 30, 12], y: [2, 4, 40] });
    expect(fine).toMatchObject({ name: "fine", x: [1.5, 30, 12], y: [2.25, 4, 40], channel: 4 });
  });

  test("are read from a single file", async () => {
    expect(await unpackRois(encodeRoi(rois[3]!), "part.roi")).toEqual([rois[3]]);
  });

  test("that are damaged are refused with the file's name", async () => {
    const archive = Buffer.concat(packRois("a.zip", rois));
    await expect(unpackRois(archive.subarray(0, archive.length - 30), "half.zip")).rejects.toMatchObject({
      code: "ZIP_DAMAGED",
      where: { file: "half.zip" },
    });
    const flipped = Buffer.from(archive);
    flipped[60]! ^= 255;
    await expect(unpackRois(flipped, "flipped.zip")).rejects.toMatchObject({
      code: "ZIP_DAMAGED",
      where: { file: "flipped.zip/box.roi" },
    });
    await expect(unpackRois(encodeRoi(rois[3]!).subarray(0, 80), "cut.roi")).rejects.toMatchObject({
      code: "ROI_DAMAGED",
    });
  });

  test("that are put together from several shapes are refused by name", async () => {
    const composite = encodeRoi(rois[0]!);
    new DataView(composite.buffer).setInt32(36, 12);
    await expect(unpackRois(composite, "composite.roi")).rejects.toMatchObject({ code: "ROI_UNKNOWN_KIND" });
  });
});
