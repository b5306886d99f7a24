import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/index.js";
import { openPlate, readPlane } from "#lib/microscopes/disk/plate.js";
import { parseCsv } from "#lib/results/index.js";
import { type SynthesizeOptions, synthesize } from "#lib/samples/synthesize.js";

const folder = mkdtempSync(join(tmpdir(), "titer-synthesize-"));
afterAll(() => rmSync(folder, { recursive: true }));

const small = { wells: 2, sites: 4, channels: 2, z: 2, size: 128, overlap: 0.25, seed: 7 } as const;

const make = (name: string, options: Partial<SynthesizeOptions> = {}) =>
  synthesize(join(folder, name, "plate"), { ...small, ...options });

function digest(path: string): string {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hash = createHash("sha256");
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(file.slice(path.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

const pool = new PlanePool(16 << 20);

/** Pixels of a plane by site, channel and z. */
async function pixelsOf(path: string, site: number, channel: number, z: number) {
  const plate = await openPlate(path);
  const file = plate.wells[0]?.planes.find(({ id }) => id.site === site && id.channel === channel && id.z === z);
  if (!file) throw new Error("no such plane");
  return readPlane(plate, file, pool).data;
}

const table = (truth: string, name: string) => parseCsv(readFileSync(join(truth, name), "utf8"));

describe("synthesize", () => {
  test.each(["imagexpress", "operaphenix"] as const)(
    "makes a plate that opens as %s with its metadata",
    async (format) => {
      const { path } = await make(format, { format });
      expect(await openPlate(path)).toMatchObject({
        format,
        name: "plate",
        wells: [{ well: "A01" }, { well: "A02" }],
        sites: [1, 2, 3, 4],
        channels: [
          { id: 1, name: "DAPI" },
          { id: 2, name: "FITC" },
        ],
        zPlanes: [1, 2],
        shape: { y: 128, x: 128 },
        dtype: "uint16",
        pixelSizeUm: 0.65,
        positions: [
          { site: 1, y: -31.2, x: -31.2 },
          { site: 2, y: -31.2, x: 31.2 },
          { site: 3, y: 31.2, x: -31.2 },
          { site: 4, y: 31.2, x: 31.2 },
        ],
        grid: { rows: 2, columns: 2 },
        missing: [],
        problems: [],
      });
    },
  );

  test("gives the same bytes for the same seed, on every machine", async () => {
    const first = await make("first");
    const second = await make("second");
    expect(digest(first.path)).toBe(digest(second.path));
    expect(digest(first.truth)).toBe(digest(second.truth));
    expect(digest(first.path)).toBe("558bf871b355e7fca2642dbb9b36e64ff3a5aef1aae609c666fc97ff744de8a8");
    expect(digest((await make("other", { seed: 8 })).path)).not.toBe(digest(first.path));
  });

  test("shows each cell of the truth where it says", async () => {
    const { path, truth } = await make("cells", { sites: 1, z: 1, size: 256, wells: 1 });
    const pixels = await pixelsOf(path, 1, 1, 1);
    const [tile] = table(truth, "tiles.csv").rows();
    const cells = table(truth, "cells.csv").rows();
    expect(cells.length).toBeGreaterThan(1);
    for (const cell of cells) {
      const y = Math.round(Number(cell.y) - Number(tile?.actualY));
      const x = Math.round(Number(cell.x) - Number(tile?.actualX));
      if (y < 0 || x < 0 || y > 255 || x > 255) continue;
      expect(pixels[y * 256 + x]).toBeGreaterThan(2000);
    }
  });

  test("shows the same cells in the overlap of two sites, shifted by the stage's error", async () => {
    const { path, truth } = await make("overlap", { size: 256, z: 1, sites: 2 });
    const [left, right] = table(truth, "tiles.csv").rows();
    const shift = (axis: string) => Number(right?.[axis]) - Number(left?.[axis]);
    const a = await pixelsOf(path, 1, 1, 1);
    const b = await pixelsOf(path, 2, 1, 1);
    let compared = 0;
    for (let y = 10; y < 246; y++) {
      for (let x = shift("actualX"); x < 256; x++) {
        const one = a[y * 256 + x] as number;
        const other = b[(y - shift("actualY")) * 256 + x - shift("actualX")] as number;
        if (one < 3000) continue; // cells only: background and noise differ
        compared++;
        expect(Math.abs(one - other)).toBeLessThan(0.2 * one);
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  test("refuses a folder that holds something, and leaves it alone", async () => {
    const { path } = await make("full");
    writeFileSync(join(path, "notes.txt"), "mine");
    const before = digest(path);
    await expect(make("full")).rejects.toMatchObject({ code: "NOT_EMPTY" });
    expect(digest(path)).toBe(before);
  });

  test("leaves nothing when it cannot write", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(synthesize(join(folder, "file", "plate"), small)).rejects.toMatchObject({ code: "WRITE_FAILED" });
    expect(existsSync(join(folder, "file", "plate"))).toBe(false);
  });
});
