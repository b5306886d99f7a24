import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/index.js";
import { openPlate, readPlane } from "#lib/microscopes/disk/plate.js";
import type { PlaneFile, PlateIndex } from "#lib/microscopes/plateIndex.js";
import { describeWithPlates } from "../realPlates.js";

const pool = new PlanePool(64 << 20);

function sumOf(plate: PlateIndex, file: PlaneFile | undefined): number {
  if (!file) throw new Error("no such plane");
  const plane = readPlane(plate, file, pool);
  let sum = 0;
  for (const value of plane.data) sum += value;
  pool.release(plane);
  return sum;
}

const counts = (plate: PlateIndex) =>
  plate.wells.map(({ well, planes, projections }) => [well, planes.length, projections.length]);

function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

// the answers below are those of the plates' README, where tifffile computed them
describeWithPlates("real plates", (plates) => {
  test("ImageXpress: one file without site, channel and z", async () => {
    const plate = await openPlate(join(plates, "ix_faim_9987_3420"));
    expect(plate).toMatchObject({
      format: "imagexpress",
      name: "9987",
      sites: [1],
      channels: [{ id: 1, name: "DAPI" }],
      zPlanes: [1],
      shape: { y: 256, x: 256 },
      dtype: "uint16",
      pixelSizeUm: 1.3672,
      missing: [],
      problems: [],
    });
    expect(counts(plate)).toEqual([["B02", 1, 0]]);
    expect(sumOf(plate, plate.wells[0]?.planes[0])).toBe(68933840);
  });

  test("ImageXpress: the instrument's projection is no z plane", async () => {
    const plate = await openPlate(join(plates, "ix_faim_9987_3433"));
    expect(plate).toMatchObject({
      sites: [1, 2],
      channels: [
        { id: 1, name: "DAPI" },
        { id: 2, name: "FITC" },
      ],
      zPlanes: [1, 2, 3],
      grid: { rows: 1, columns: 2 },
      pixelSizeUm: 1.3672,
      positions: [
        { site: 1, y: 0, x: -157.5 },
        { site: 2, y: 0, x: 157.5 },
      ],
      missing: [],
      problems: [],
    });
    expect(counts(plate)).toEqual([
      ["B02", 12, 4],
      ["B03", 12, 4],
    ]);
    const [first, second] = plate.wells;
    expect(first?.planes.slice(0, 3).map((file) => sumOf(plate, file))).toEqual([48432023, 46341875, 43548384]);
    expect(sumOf(plate, first?.projections[0])).toBe(50278984);
    expect(sumOf(plate, second?.planes.at(-1))).toBe(56363470);
  });

  test("ImageXpress: GUIDs glued to the channel, thumbnails left out, ragged stacks", async () => {
    const plate = await openPlate(join(plates, "ix_projection_mix_noHTD"));
    expect(plate).toMatchObject({
      name: "Projection-Mix",
      sites: [1, 2],
      channels: [
        { id: 1, name: "FITC_05" },
        { id: 2, name: "FITC_05-2" },
        { id: 3, name: "FITC_05-3" },
        { id: 4, name: "FITC_05-4" },
      ],
      zPlanes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      shape: { y: 512, x: 512 },
      pixelSizeUm: 1.3668,
      missing: [],
      problems: [],
    });
    expect(counts(plate)).toEqual([
      ["E07", 42, 6],
      ["E08", 42, 6],
    ]);
    for (const { planes } of plate.wells) {
      expect(planes.filter(({ id }) => id.channel === 3)).toEqual([]);
      expect(planes.filter(({ id }) => id.channel === 4).map(({ id }) => id.z)).toEqual([1, 1]);
    }
  });

  test("Opera Phenix: index with a byte order mark in a lower-case folder", async () => {
    const plate = await openPlate(join(plates, "phenix_pe2loaddata_v5_2023"));
    expect(plate).toMatchObject({
      format: "operaphenix",
      name: "BR00122249",
      sites: [1],
      zPlanes: [1],
      timepoints: [1],
      shape: { y: 1080, x: 1080 },
      dtype: "uint16",
      pixelSizeUm: 0.5979760809567617,
      positions: [{ site: 1, y: 322.907, x: -322.907 }],
      grid: { rows: 1, columns: 1 },
      missing: [],
      problems: [],
    });
    expect(plate.channels.map(({ name }) => name)).toEqual([
      "Digital Phase Contrast",
      "Brightfield high",
      "488 650",
      "Alexa 488",
      "Alexa 568",
      "Alexa 647",
    ]);
    expect(counts(plate)).toEqual([["A01", 6, 0]]);
    expect(plate.wells[0]?.planes.map((file) => sumOf(plate, file))).toEqual([
      166426344, 9227406462, 3215735733, 2150799509, 1339741649, 186433673,
    ]);
  });

  test("Operetta: two sites side by side", async () => {
    const plate = await openPlate(join(plates, "operetta_sonata_ball"));
    expect(plate).toMatchObject({
      name: "Test_Sample_BALL",
      channels: [{ id: 1, name: "Fluorescein (FITC)" }],
      pixelSizeUm: 1.1959521619135234,
      positions: [
        { site: 1, y: -645.814, x: -645.814 },
        { site: 2, y: -645.814, x: 645.814 },
      ],
      grid: { rows: 1, columns: 2 },
      missing: [],
      problems: [],
    });
    expect(plate.wells[0]?.well).toBe("C03");
    expect(plate.wells[0]?.planes.map((file) => sumOf(plate, file))).toEqual([1603484588, 1360433275]);
  });

  test("a folder of loose images is no plate, and the error lists what was looked for", async () => {
    const opening = openPlate(join(plates, "cp_ExampleFly"));
    await expect(opening).rejects.toMatchObject({
      code: "NOT_A_PLATE",
      details: { tried: ["openhcs", "imagexpress", "operaphenix", "omezarr"] },
    });
    await expect(opening).rejects.toThrow(/HTD.*Index\.xml/);
  });

  test.each(["ix_projection_mix_noHTD", "operetta_sonata_ball"])("%s is unchanged after it was read", async (name) => {
    const folder = join(plates, name);
    const before = hashesOf(folder);
    const plate = await openPlate(folder);
    for (const { planes } of plate.wells) for (const file of planes) pool.release(readPlane(plate, file, pool));
    expect(hashesOf(folder)).toEqual(before);
  });
});
