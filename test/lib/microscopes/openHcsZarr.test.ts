import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/pool.js";
import { openPlate, readPlane } from "#lib/index.js";

const folder = mkdtempSync(join(tmpdir(), "titer-openhcs-zarr-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stores that OpenHCS itself wrote, see `make.py` there. */
const fixture = (version: string) => {
  const path = join(folder, version);
  cpSync(join("test", "fixtures", "openhcs", version), path, { recursive: true });
  return path;
};

test("a store of OpenHCS 0.5: all sites of a well in one array, found by the names of their images", async () => {
  const plate = await openPlate(fixture("0.5.0"));
  expect(plate).toMatchObject({
    wells: [{ well: "A01" }, { well: "B03" }],
    ...{ sites: [2, 5], zPlanes: [1, 2, 3], timepoints: [1], missing: [], problems: [] },
    channels: [
      { id: 1, name: "DAPI" },
      { id: 3, name: "FITC" },
    ],
    ...{ shape: { y: 12, x: 16 }, dtype: "uint16", pixelSizeUm: 0.65, grid: { rows: 1, columns: 2 } },
  });
  const pool = new PlanePool(1 << 20);
  for (const { well, planes } of plate.wells) {
    expect(planes).toHaveLength(12);
    for (const file of planes) {
      const { site, channel, z } = file.id;
      const first = site * 1000 + channel * 100 + z + well.charCodeAt(0); // as make.py fills it
      const { data } = readPlane(plate, file, pool);
      expect(Array.from(data)).toEqual(Array.from({ length: 12 * 16 }, (_, i) => first + 7 * i));
    }
  }
});

test("a store of OpenHCS 0.5 opens without its metadata file as well", async () => {
  const plate = await openPlate(join(fixture("0.5.0"), "images"));
  expect(plate).toMatchObject({ sites: [2, 5], zPlanes: [1, 2, 3], missing: [], problems: [], pixelSizeUm: null });
});

test("OpenHCS 0.8 copied the plate into a store: both sub-directories hold the same pixels", async () => {
  const path = fixture("0.8.6");
  const store = await openPlate(path);
  const files = await openPlate(path, { subDirectory: "." });
  expect(store.subDirectories).toEqual([".", "zarr"]);
  expect(store.channels).toEqual(files.channels.map(({ id, name }) => ({ id, name })));
  expect([store.format, files.format]).toEqual(["omezarr", "openhcs"]);
  const pool = new PlanePool(1 << 20);
  for (const [number, { well, planes }] of files.wells.entries()) {
    const stored = store.wells[number];
    expect(stored?.well).toBe(well);
    for (const [i, file] of planes.entries()) {
      const same = stored?.planes[i];
      expect(same?.id).toEqual(file.id);
      expect(readPlane(store, same!, pool).data).toEqual(readPlane(files, file, pool).data);
    }
  }
});
