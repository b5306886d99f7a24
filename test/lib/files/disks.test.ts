import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { createStore, openWriter } from "#lib/files/disk/storeWriter.js";
import { openTiles } from "#lib/files/disk/tiles.js";
import type { StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout } from "#lib/files/zarr/options.js";
import { newPlane } from "#lib/image/index.js";
import { temporaryFolder, writePlate } from "../engine/support.js";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const mayMount = spawnSync("unshare", ["--mount", "--map-root-user", "true"]).status === 0;
if (!mayMount) process.stderr.write("SKIPPED real disks: no mount namespace may be made here\n");
const testWithMount = mayMount ? test : test.skip;

testWithMount("a real disk that is full, read-only, and larger again", () => {
  const plate = writePlate(join(folder, "plate"), ["A01", "A02", "A03", "A04"], 4, 2, 2);
  const disk = join(folder, "disk");
  mkdirSync(disk);
  const script = ["test/lib/files/smallDisk.mjs", plate, disk];
  const child = spawnSync("unshare", ["--mount", "--map-root-user", process.execPath, ...script], { encoding: "utf8" });
  expect(child.stderr).toBe("");
  const { full, readOnly, larger } = JSON.parse(child.stdout);
  expect(full).toMatchObject({ code: "DISK_FULL", file: expect.stringContaining(disk), left: [] });
  expect(readOnly).toMatchObject({ code: "NOT_WRITABLE", file: expect.stringContaining(disk) });
  expect(larger.state).toBe("completed");
  expect(new Set(larger.done)).toEqual(new Set(["skipped", "done"])); // wells that were finished before are kept
});

test("a store whose folder was taken away is not begun anew in its place", async () => {
  const shape = { t: 1, c: 1, z: 1, y: 40, x: 50 };
  const layout: StoreLayout = {
    ...chosenLayout({}, shape, "uint16"),
    ...{ dtype: "uint16", shape, levels: 1, sites: [1], pixelSizeUm: null, positions: [] },
    channels: [{ id: 1, name: "DAPI" }],
  };
  const well = { well: "B03", row: "B", column: "03" };
  const root = join(folder, "gone.zarr");
  createStore(root, layout, [well], "gone");
  using writer = await openWriter(root, layout, openTiles());
  renameSync(root, join(folder, "elsewhere.zarr"));
  const plane = newPlane({ dtype: "uint16", height: 40, width: 50 });
  expect(() => writer.write(well, 1, [0, 0, 0], plane)).toThrow(
    expect.objectContaining({ code: "WRITE_FAILED", where: { file: root } }),
  );
});
