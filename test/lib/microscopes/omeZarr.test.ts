import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/index.js";
import { openPlate, readPlane } from "#lib/microscopes/disk/plate.js";
import type { PlaneFile, PlateIndex } from "#lib/microscopes/plateIndex.js";
import { describeWithPlates } from "../realPlates.js";

const folder = mkdtempSync(join(tmpdir(), "titer-omezarr-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pool = new PlanePool(64 << 20);
const pixels = (plate: PlateIndex, file: PlaneFile | undefined) => {
  if (!file) throw new Error("no such plane");
  const plane = readPlane(plate, file, pool);
  const copy = { ...plane, data: plane.data.slice() };
  pool.release(plane);
  return copy;
};
const hash = (data: NodeJS.ArrayBufferView) => createHash("sha256").update(data).digest("hex");

describeWithPlates("OME-Zarr plates", (plates) => {
  test.each(["v04", "v05"])("%s: all planes equal the files that they were made from", async (version) => {
    const plate = await openPlate(join(plates, `omezarr_ix_faim_9987_3433_${version}.zarr`));
    expect(plate).toMatchObject({
      format: "omezarr",
      name: "9987",
      sites: [1, 2],
      zPlanes: [1, 2, 3],
      timepoints: [1],
      pixelSizeUm: null, // the writer was not told
      missing: [],
      problems: [],
    });
    expect(plate.channels.map(({ id }) => id)).toEqual([1, 2]);
    const original = await openPlate(join(plates, "ix_faim_9987_3433"));
    expect(plate.wells.map(({ well, planes }) => [well, planes.map(({ id }) => id)])).toEqual(
      original.wells.map(({ well, planes }) => [well, planes.map(({ id }) => id)]),
    );
    for (const [w, { planes }] of plate.wells.entries()) {
      for (const [i, file] of planes.entries()) {
        expect(hash(pixels(plate, file).data)).toBe(hash(pixels(original, original.wells[w]?.planes[i]).data));
      }
    }
  });

  test("another writer's plate: four axes, blosc, a table beside the image, opened by the folder around it", async () => {
    const plate = await openPlate(join(plates, "omezarr_uzh_operetta_sonata"));
    expect(plate).toMatchObject({
      shape: { y: 1080, x: 2160 },
      pixelSizeUm: 1.1959521619135234,
      channels: [{ id: 1, name: "Fluorescein (FITC)" }],
      missing: [],
      problems: [],
    });
    const { data } = pixels(plate, plate.wells[0]?.planes[0]);
    const original = await openPlate(join(plates, "operetta_sonata_ball"));
    original.wells[0]?.planes.forEach((file, site) => {
      const field = pixels(original, file).data;
      const half = Uint16Array.from({ length: 1080 * 1080 }, (_, i) => {
        return data[Math.floor(i / 1080) * 2160 + site * 1080 + (i % 1080)] as number;
      });
      expect(hash(half)).toBe(hash(field));
    });
  });

  test("a plate without chunks holds the fill value", async () => {
    const plate = await openPlate(join(plates, "meta_only_ngff/hcs_example.ome.zarr"));
    expect(plate).toMatchObject({ channels: [{ id: 1, name: "DAPI" }], pixelSizeUm: 0.1625 });
    expect(new Set(pixels(plate, plate.wells[0]?.planes[0]).data)).toEqual(new Set([0]));
  });

  describe("with a damaged document", () => {
    const source = join(plates, "omezarr_ix_faim_9987_3433_v05.zarr");
    const damaged = (name: string, path: string, change: (text: string) => string) => {
      const root = join(folder, name);
      cpSync(source, root, { recursive: true });
      writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8")));
      return root;
    };

    test("an image is a problem and its planes are missing; the rest opens", async () => {
      const root = damaged("image", "B/02/1/zarr.json", (text) => text.slice(0, 300));
      const plate = await openPlate(root);
      expect(plate.problems).toEqual([expect.objectContaining({ code: "STORE_DAMAGED", path: "B/02/1" })]);
      expect(plate.missing).toHaveLength(6);
    });

    test("no path of a document leaves the store", async () => {
      const root = damaged("traversal", "B/02/zarr.json", (text) =>
        text.replace('"path": "1"', '"path": "../../../../etc"'),
      );
      const { problems, sites } = await openPlate(root);
      expect(problems).toEqual([expect.objectContaining({ code: "STORE_DAMAGED", path: "B/02" })]);
      expect(sites).toEqual([1, 2]);
    });

    test("a damaged chunk fails when it is read, with its file", async () => {
      const root = join(folder, "chunk");
      cpSync(source, root, { recursive: true });
      const chunk = join(root, "B/02/0/s0/c/0/0/0/0/0");
      writeFileSync(chunk, readFileSync(chunk).subarray(0, 5000));
      const plate = await openPlate(root);
      const file = plate.wells[0]?.planes[0];
      if (!file) throw new Error("no plane");
      expect(() => readPlane(plate, file, pool)).toThrow(
        expect.objectContaining({ code: "CHUNK_DAMAGED", where: { file: chunk } }),
      );
      expect(pool.usage.held).toBe(0);
    });
  });
});
