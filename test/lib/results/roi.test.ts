import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { newPlane } from "#lib/image/index.js";
import { saveRois } from "#lib/results/disk/save.js";
import { outlinesOf, type Roi } from "#lib/results/index.js";
import { python } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-roi-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A label image from a drawing: digits are labels, dots background. */
function drawing(...rows: readonly string[]) {
  const labels = newPlane({ dtype: "int32", height: rows.length, width: rows[0]?.length ?? 0 });
  labels.data.set([...rows.join("")].map((letter) => (letter === "." ? 0 : Number(letter))));
  return labels;
}

/** What roifile reads from an archive, and the mask that scikit-image fills from each outline. */
const roifile = (path: string, height: number, width: number) =>
  python(
    `import sys, json, roifile, numpy as np
from skimage.draw import polygon2mask
path, h, w = sys.stdin.read().split("|")
out = []
for r in roifile.roiread(path):
    c = r.coordinates()
    mask = polygon2mask((int(h), int(w)), c[:, ::-1] - 0.5)
    out.append({"name": r.name, "type": r.roitype.name, "box": [r.top, r.left, r.bottom, r.right], "at": c.tolist(),
      "position": [r.c_position, r.z_position, r.t_position], "mask": np.flatnonzero(mask).tolist()})
print(json.dumps(out))`,
    `${path}|${height}|${width}`,
  ) as Promise<{ name: string; type: string; box: number[]; at: number[][]; position: number[]; mask: number[] }[]>;

test("outlines follow the pixels: filled again they give the labels, for single pixels, corners, borders and parts", async () => {
  const rows = ["11....2.", "11...22.", "1.1..2..", "....3...", "...3..33", "4......3"];
  const labels = drawing(...rows);
  const path = join(folder, "labels.roi.zip");
  saveRois(path, outlinesOf(labels, { channel: 2, slice: 3, frame: 1 }));
  const found = await roifile(path, 6, 8);
  expect(found.map(({ name }) => name)).toEqual(["0001", "0002", "0003", "0003-2", "0004"]);
  for (const { type, position } of found) expect([type, position]).toEqual(["TRACED", [2, 3, 1]]);
  const pixels = (label: number) => [...labels.data.keys()].filter((at) => labels.data[at] === label);
  const filled = found.map(({ mask }) => mask);
  expect(filled[0]).toEqual(pixels(1));
  expect(filled[1]).toEqual(pixels(2));
  expect([...(filled[2] ?? []), ...(filled[3] ?? [])].sort((a, b) => a - b)).toEqual(pixels(3));
  expect(filled[4]).toEqual(pixels(4));
  expect(found[1]?.box).toEqual([0, 5, 3, 7]);
});

test("an outline includes holes, and its area is that of the pixels", () => {
  const [ring] = outlinesOf(drawing("111", "1.1", "111"));
  expect(ring).toMatchObject({ x: [0, 3, 3, 0], y: [0, 0, 3, 3] });
});

test("a thousand round objects are traced as skimage labels them", () => {
  const labels = newPlane({ dtype: "uint16", height: 640, width: 640 });
  for (let i = 0; i < 1024; i++) {
    const [cy, cx, r] = [10 + 20 * Math.floor(i / 32), 10 + 20 * (i % 32), 3 + (i % 6)];
    for (let y = cy - r; y <= cy + r; y++)
      for (let x = cx - r; x <= cx + r; x++)
        if ((y - cy) ** 2 + (x - cx) ** 2 <= r * r) labels.data[y * 640 + x] = i + 1;
  }
  const areas = new Map<number, number>();
  for (const label of labels.data) areas.set(label, (areas.get(label) ?? 0) + 1);
  for (const { name, x, y } of outlinesOf(labels)) {
    const twice = x.reduce((sum, here, i) => {
      const next = (i + 1) % x.length;
      return sum + here * (y[next] as number) - (x[next] as number) * (y[i] as number);
    }, 0);
    expect([name, twice / 2]).toEqual([name, areas.get(Number(name))]);
  }
});

test("points keep parts of pixels, names other letters, and equal names get numbers", async () => {
  const points: Roi = { name: "cells \u00b5", kind: "points", x: [1.25, 70_000.5], y: [2.5, 3] };
  const path = join(folder, "points.roi.zip");
  saveRois(path, [points, points]);
  const [first, second] = await roifile(path, 4, 4).then(
    (all) => all,
    () => [],
  );
  expect([first?.type, second?.type]).toEqual(["POINT", "POINT"]);
  expect(first?.at).toEqual([
    [1.25, 2.5],
    [70_000.5, 3],
  ]);
  expect(first?.name).toBe("cells \u00b5");
});

test("an image of floats is no label image", () => {
  expect(() => outlinesOf(newPlane({ dtype: "float32", height: 1, width: 1 }))).toThrow(/floats/);
});
