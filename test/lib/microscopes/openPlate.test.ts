import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/index.js";
import { openPlate, readPlane } from "#lib/microscopes/disk/plate.js";
import { synthesize } from "#lib/samples/synthesize.js";

const folder = mkdtempSync(join(tmpdir(), "titer-open-"));
afterAll(() => rmSync(folder, { recursive: true }));

const make = async (name: string, format: "imagexpress" | "operaphenix" = "imagexpress") =>
  (await synthesize(join(folder, name), { format, wells: 2, sites: 2, channels: 2, z: 2, size: 32 })).path;

describe("openPlate", () => {
  test("names the planes that are missing", async () => {
    const path = await make("gap");
    rmSync(join(path, "TimePoint_1/ZStep_2/gap_A02_s1_w2.TIF"));
    expect((await openPlate(path)).missing).toEqual([{ well: "A02", site: 1, channel: 2, z: 2, timepoint: 1 }]);
  });

  test("names a whole channel that the Phenix index lists and that is not there", async () => {
    const path = await make("lost", "operaphenix");
    for (const well of ["r01c01", "r01c02"]) {
      for (const plane of ["f01p01", "f01p02", "f02p01", "f02p02"]) {
        rmSync(join(path, `Images/${well}${plane}-ch2sk1fk1fl1.tiff`));
      }
    }
    const { missing, channels } = await openPlate(path);
    expect(channels.map(({ id, name }) => [id, name])).toEqual([[1, "DAPI"]]);
    expect(missing).toHaveLength(8);
    expect(missing).toContainEqual({ well: "A02", site: 2, channel: 2, z: 1, timepoint: 1 });
  });

  test("names a selected well without images", async () => {
    const path = await make("empty");
    for (const z of [1, 2]) {
      for (const plane of ["s1_w1", "s1_w2", "s2_w1", "s2_w2"])
        rmSync(join(path, `TimePoint_1/ZStep_${z}/empty_A02_${plane}.TIF`));
    }
    expect((await openPlate(path)).problems).toEqual([
      { code: "WELL_WITHOUT_IMAGES", path: "empty.HTD", message: "well A02 was selected and has no image" },
    ]);
  });

  test("says that a folder of two plates holds two", async () => {
    mkdirSync(join(folder, "two"));
    renameSync(await make("first"), join(folder, "two/first"));
    renameSync(await make("second"), join(folder, "two/second"));
    await expect(openPlate(join(folder, "two"))).rejects.toMatchObject({
      code: "SEVERAL_PLATES",
      details: { plates: ["first", "second"] },
    });
  });

  test("ends on a folder that links to itself, and counts no file twice", async () => {
    const path = await make("loop");
    symlinkSync(path, join(path, "TimePoint_1/again"));
    symlinkSync(join(path, "nowhere"), join(path, "broken"));
    const plate = await openPlate(path);
    expect(plate.problems).toEqual([]);
    expect(plate.wells.map(({ planes }) => planes.length)).toEqual([8, 8]);
  });

  test("refuses a folder that is a link to itself, by name", async () => {
    const path = join(folder, "round");
    symlinkSync("round", path);
    await expect(openPlate(path)).rejects.toMatchObject({ code: "NO_SUCH_FOLDER", where: { file: path } });
  });

  test("opens a plate with a truncated image as a problem; reading that plane fails with its file, and frees its memory", async () => {
    const path = await make("torn");
    truncateSync(join(path, "TimePoint_1/ZStep_1/torn_A01_s1_w1.TIF"), 900);
    const plate = await openPlate(path);
    expect(plate.problems).toEqual([
      expect.objectContaining({ code: "TIFF_DAMAGED", path: "TimePoint_1/ZStep_1/torn_A01_s1_w1.TIF" }),
    ]);
    const pool = new PlanePool(1 << 20);
    const file = plate.wells[0]?.planes[0];
    if (!file) throw new Error("no plane");
    expect(() => readPlane(plate, file, pool)).toThrow(
      expect.objectContaining({ code: "TIFF_DAMAGED", where: { file: join(path, file.path) } }),
    );
    expect(pool.usage.held).toBe(0);
  });

  test("expands no entities of a Phenix index, however many are nested", async () => {
    const path = await make("bomb", "operaphenix");
    const levels = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join("");
    const image =
      "<Image><URL>r01c01f01p01-ch1sk1fk1fl1.tiff</URL><Row>1</Row><Col>1</Col><FieldID>1</FieldID><ChannelID>1</ChannelID><ChannelName>&e30;</ChannelName></Image>";
    writeFileSync(
      join(path, "Images/Index.idx.xml"),
      `<!DOCTYPE x [<!ENTITY e0 "boom">${levels}]><EvaluationInputData><Images>${image}</Images></EvaluationInputData>`,
    );
    const opened = await openPlate(path).catch((error: { code: string }) => error);
    if ("code" in opened) expect(opened.code).toBe("BAD_PLATE_INDEX");
    else expect(opened.channels[0]?.name).toBe("&e30;");
  });

  test.each([
    ["<not xml", "BAD_PLATE_INDEX"],
    ["<EvaluationInputData><Images></Images></EvaluationInputData>", "BAD_PLATE_INDEX"],
    ["", "BAD_PLATE_INDEX"],
  ])("refuses the Phenix index %j", async (text, code) => {
    const path = join(folder, "bad", "Images");
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "Index.xml"), text);
    await expect(openPlate(join(folder, "bad"))).rejects.toMatchObject({
      code,
      where: { file: join(path, "Index.xml") },
    });
  });

  test("reads the same from a Phenix index with a comment, which goes through the parser as a whole", async () => {
    const path = await make("comment", "operaphenix");
    const before = await openPlate(path);
    const index = join(path, "Images/Index.idx.xml");
    writeFileSync(index, readFileSync(index, "utf8").replace("<Images>", "<Images><!-- <Image> -->"));
    expect(await openPlate(path)).toEqual(before);
  });

  test("reads channels from a Map and names without padding (Harmony 6)", async () => {
    const path = await make("six", "operaphenix");
    renameSync(join(path, "Images/r01c01f01p01-ch1sk1fk1fl1.tiff"), join(path, "Images/r01c01f1p01-ch1sk1fk1fl1.tiff"));
    const entry =
      '<Entry ChannelID="1"><ChannelName>Hoechst &amp; co</ChannelName><ImageResolutionX Unit="m">1.186752529898804E-06</ImageResolutionX></Entry>';
    const image =
      "<Image><URL>r01c01f1p01-ch1sk1fk1fl1.tiff</URL><Row>1</Row><Col>1</Col><FieldID>1</FieldID><ChannelID>1</ChannelID></Image>";
    writeFileSync(
      join(path, "Images/Index.idx.xml"),
      `<EvaluationInputData xmlns="http://www.perkinelmer.com/PEHH/HarmonyV6"><Maps><Map>${entry}</Map></Maps><Images>${image}</Images></EvaluationInputData>`,
    );
    const plate = await openPlate(path);
    expect(plate.pixelSizeUm).toBe(1.186752529898804);
    expect(plate.channels[0]).toEqual({ id: 1, name: "Hoechst & co" });
    expect(plate.wells[0]?.planes[0]?.path).toBe("Images/r01c01f1p01-ch1sk1fk1fl1.tiff");
  });

  test("says that a path does not exist, or is a file", async () => {
    await expect(openPlate(join(folder, "nowhere"))).rejects.toMatchObject({ code: "NO_SUCH_FOLDER" });
    writeFileSync(join(folder, "file.txt"), "");
    await expect(openPlate(join(folder, "file.txt"))).rejects.toMatchObject({ code: "NO_SUCH_FOLDER" });
  });
});

test("a Phenix folder without its index opens by the names of its files, and says so", async () => {
  const path = await make("bare", "operaphenix");
  rmSync(join(path, "Images/Index.idx.xml"));
  const plate = await openPlate(path);
  expect(plate).toMatchObject({
    format: "operaphenix",
    sites: [1, 2],
    zPlanes: [1, 2],
    pixelSizeUm: null,
    missing: [],
  });
  expect(plate.channels.map(({ name }) => name)).toEqual(["ch1", "ch2"]);
  expect(plate.problems).toEqual([expect.objectContaining({ code: "NO_INDEX" })]);
});
