import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { newPlane, PlanePool } from "#lib/image/index.js";
import { type Microscope, openPlate, readPlane, writeTiff } from "#lib/index.js";
import { describeWithPlates } from "../realPlates.js";

const folder = mkdtempSync(join(tmpdir(), "titer-generic-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pool = new PlanePool(64 << 20);
const sums = async (plate: Awaited<ReturnType<typeof openPlate>>) =>
  plate.wells.flatMap(({ planes }) =>
    planes.map((file) => {
      const plane = readPlane(plate, file, pool);
      let sum = 0;
      for (const value of plane.data) sum += value;
      pool.release(plane);
      return sum;
    }),
  );

test.each(["imagej", "ome"] as const)("a stack of %s gives its planes, pixel size and z step", async (kind) => {
  const path = join(folder, `stack-${kind}`);
  mkdirSync(path);
  const spacing = { y: 0.25, x: 0.25, z: 1.5 };
  const planes = Array.from({ length: 6 }, () => newPlane({ dtype: "uint16", height: 4, width: 4, spacing }));
  const stack = { planes, channels: [{ name: "DAPI" }, { name: "FITC" }], slices: 3, frames: 1 };
  writeTiff(join(path, "B03.tif"), stack, { kind });
  const plate = await openPlate(path, { pattern: String.raw`(?<well>[A-P]\d\d)\.tif$` });
  expect(plate).toMatchObject({ pixelSizeUm: 0.25, zStepUm: 1.5, zPlanes: [1, 2, 3], missing: [], problems: [] });
  expect(plate.channels.map(({ id }) => id)).toEqual([1, 2]);
  expect(plate.wells[0]?.planes).toHaveLength(6);
});

describeWithPlates("loose images", (plates) => {
  test("a pattern tells well and channel apart; PackBits and uncompressed files in one set", async () => {
    const pattern = String.raw`_(?<well>[A-P]\d\d)f00d(?<channel>\d)\.tif$`;
    const plate = await openPlate(join(plates, "cp_ExampleHuman"), { pattern });
    expect(plate).toMatchObject({ shape: { y: 512, x: 512 }, dtype: "uint8", sites: [1], missing: [], problems: [] });
    expect(plate.wells.map(({ well }) => well)).toEqual(["D03"]);
    expect(plate.channels.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(await sums(plate)).toEqual([4533639, 2766334, 7433905]);
  });

  test("words of a pattern become numbered channels with their names", async () => {
    const pattern = String.raw`POS(?<site>\d+)_(?<channel>[DFR])\.TIF$`;
    const plate = await openPlate(join(plates, "cp_ExampleFly"), { pattern });
    expect(plate).toMatchObject({
      sites: [2, 76, 218],
      channels: [
        { id: 1, name: "D" },
        { id: 2, name: "F" },
        { id: 3, name: "R" },
      ],
      missing: [],
    });
    expect(plate.wells[0]?.planes).toHaveLength(9);
  });

  test("titer inspect and read take a table", () => {
    const table = join(folder, "plate.csv");
    const image = (stain: number) => `images/AS_09125_050116030001_D03f00d${stain}.tif`;
    writeFileSync(
      table,
      `path,row,column,channel\n${image(0)},4,03,DNA\n${image(2)},4,03,Actin\nimages/gone.tif,4,03,X\n`,
    );
    const titer = (...args: string[]) =>
      spawnSync(process.execPath, ["lib/bin/titer.js", ...args, join(plates, "cp_ExampleHuman"), "--table", table], {
        encoding: "utf8",
      });
    const plate = JSON.parse(titer("inspect", "--json").stdout);
    expect(plate).toMatchObject({
      format: "generic",
      wells: ["D03"],
      channels: [
        { id: 1, name: "Actin" },
        { id: 2, name: "DNA" },
      ],
      problems: [{ code: "FILE_MISSING", path: "images/gone.tif" }],
    });
    expect(JSON.parse(titer("read", "--channel", "DNA").stdout)).toMatchObject({ dtype: "uint8", shape: [512, 512] });
  });
});

describe("openPlate with a pattern", () => {
  test("takes channels, slices and frames of a stack from its pages", async () => {
    mkdirSync(join(folder, "stacks"));
    for (const name of ["imageJ", "ome"]) {
      copyFileSync(`test/fixtures/tiff/${name}.tif`, join(folder, "stacks", `B02_${name}.tif`));
      const plate = await openPlate(join(folder, "stacks"), { pattern: `^(?<well>B02)_${name}` });
      expect(plate).toMatchObject({ zPlanes: [1, 2, 3], timepoints: [1, 2], dtype: "uint16", missing: [] });
      expect(plate.channels.map(({ id }) => id)).toEqual([1, 2]);
      expect(plate.pixelSizeUm).toBeCloseTo(0.325, 6);
      const file = plate.wells[0]?.planes.find(({ id }) => id.channel === 1 && id.z === 2 && id.timepoint === 1);
      if (!file) throw new Error("no plane");
      // the ramp's page 2 (frame 0, slice 1, channel 0) begins with 2 * 131
      expect(readPlane(plate, file, pool).data[0]).toBe(2 * 131);
    }
  });

  test.each([
    ["(?<well", "BAD_PATTERN"],
    ["(?<wall>A01)", "BAD_PATTERN"],
    ["A01", "BAD_PATTERN"],
    ["(?<well>Z99)", "NOT_A_PLATE"],
  ])("refuses %j", async (pattern, code) => {
    await expect(openPlate("test/fixtures/tiff", { pattern })).rejects.toMatchObject({ code });
  });
});

test("a format of one's own is one object", async () => {
  const mine: Microscope = {
    format: "mine",
    looksFor: "files called *.mine",
    recognises: (files) => files.some((file) => file.endsWith(".mine")),
    read: async ({ path }) => ({
      ...(await openPlate("test/fixtures/tiff", { pattern: "^(?<channel>uint16).tif" })),
      format: "mine",
      path,
    }),
  };
  mkdirSync(join(folder, "own"));
  writeFileSync(join(folder, "own", "a.mine"), "");
  expect((await openPlate(join(folder, "own"), { formats: [mine] })).format).toBe("mine");
});
