import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { newPlane } from "#lib/image/index.js";
import { openPlate } from "#lib/index.js";
import { encodeTiff } from "#lib/tiff/index.js";
import { temporaryFolder } from "../engine/support.js";

const folder = temporaryFolder();

/** A small plate of files of one plane each, with other files beside them. */
function plate(
  name: string,
  images: readonly string[],
  documents: Readonly<Record<string, string | Uint8Array>> = {},
): string {
  const path = join(folder, name);
  const image = encodeTiff(newPlane({ dtype: "uint16", height: 4, width: 4 }));
  for (const [file, content] of [...images.map((one) => [one, image] as const), ...Object.entries(documents)]) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}
const idsOf = async (path: string) =>
  (await openPlate(path)).wells.flatMap(({ well, planes }) =>
    planes.map(({ id: { site, channel, z, timepoint } }) => [well, site, channel, z, timepoint]),
  );
const each = (...lists: readonly (readonly number[])[]): number[][] =>
  lists.reduce<number[][]>((all, list) => all.flatMap((head) => list.map((one) => [...head, one])), [[]]);
const htd = (...lines: readonly string[]) => ['"HTSInfoFile", Version 1.0', ...lines, '"EndFile"', ""].join("\r\n");

describe("ImageXpress", () => {
  test.each([".tif", ".TIF", ".tiff", ".TIFF"])("images may end in %s", async (ending) => {
    expect(await idsOf(plate(`ending${ending}`, [`p_A01_s1_w1${ending}`]))).toEqual([["A01", 1, 1, 1, 1]]);
  });

  test.each<[string, (text: string) => Uint8Array]>([
    ["UTF-8", (text) => Buffer.from(text)],
    ["UTF-8 with a mark", (text) => Buffer.from(`\ufeff${text}`)],
    ["Windows-1252", (text) => Buffer.from(text, "latin1")],
    ["UTF-16", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ])("an HTD file in %s gives channel names and the grid of sites", async (encoding, encode) => {
    const text = htd('"Description", "25 \u00b0C"', '"XSites", 2', '"YSites", 1', '"WaveName1", "\u00b5Stain"');
    const path = plate(`htd ${encoding}`, ["p_A01_s1_w1.TIF", "p_A01_s2_w1.TIF"], { "p.HTD": encode(text) });
    expect(await openPlate(path)).toMatchObject({
      name: "p",
      channels: [{ id: 1, name: "\u00b5Stain" }],
      grid: { rows: 1, columns: 2 },
    });
  });

  test("an HTD file whose description holds bytes of no encoding is read all the same", async () => {
    const bytes = Buffer.concat([
      Buffer.from('"Description", "'),
      Buffer.from([0x82, 0x81]),
      Buffer.from('"\r\n"WaveName1", "DAPI"\r\n'),
    ]);
    expect((await openPlate(plate("bytes", ["p_A01_s1_w1.TIF"], { "p.HTD": bytes }))).channels).toEqual([
      { id: 1, name: "DAPI" },
    ]);
  });

  test("old HTD files write names, an equals sign and values", async () => {
    const text = "[Plate]\nSiteColumns=3\nSiteRows=1\nWaveName1=DAPI\nPixelSizeUM=0.5\n";
    const images = [1, 2, 3].map((site) => `p_B02_s${site}_w1.TIF`);
    expect(await openPlate(plate("old", images, { "p.htd": text }))).toMatchObject({
      grid: { rows: 1, columns: 3 },
      channels: [{ id: 1, name: "DAPI" }],
      pixelSizeUm: 0.5,
    });
  });

  test("folders of time points and z steps count, whatever separates their numbers, under a date and a plate id", async () => {
    const images = each([1, 2], [1, 2], [1, 2]).map(
      ([t, z, w], i) => `2024-05-17/771/TimePoint${i % 2 ? "_" : "-"}${t}/ZStep_${z}/scan_C03_s1_w${w}.TIF`,
    );
    const wanted = each([1], [1, 2], [1, 2], [1, 2]).map((id) => ["C03", ...id]);
    expect(await idsOf(plate("dates", images))).toEqual(wanted);
  });

  test("a direct transfer: GUIDs glued to the channel's number, thumbnails beside, a projection in the root", async () => {
    const guid = (n: number) => `0000000${n}-45E4-450A-9919-257C714278F7`;
    const path = plate("direct", [
      `2023-02-21/1/ZStep_1/P_E07_s1_w1${guid(1)}.tif`,
      `2023-02-21/1/ZStep_1/P_E07_s1_w1_thumb${guid(2)}.tif`,
      `2023-02-21/1/ZStep_2/P_E07_s1_w1${guid(3)}.tif`,
      `2023-02-21/1/P_E07_s1_w1${guid(4)}.tif`,
      `2023-02-21/1/ZStep_1/P_E07_s1_w2${guid(5)}.tif`,
    ]);
    const { wells, zPlanes, missing } = await openPlate(path);
    expect([wells[0]?.planes.length, wells[0]?.projections.length, zPlanes, missing]).toEqual([3, 1, [1, 2], []]);
  });

  test("sites that fill no rectangle have no grid; a site that a well lacks is missing there", async () => {
    const documents = {
      "p.HTD": htd(
        '"XSites", 3',
        '"YSites", 3',
        '"SiteSelection1", FALSE, TRUE, FALSE',
        '"SiteSelection2", TRUE, TRUE, TRUE',
        '"SiteSelection3", FALSE, TRUE, FALSE',
      ),
    };
    const images = ["A01", "A02"].flatMap((well) => [1, 2, 3, 4, 5].map((site) => `p_${well}_s${site}_w1.TIF`));
    const found = await openPlate(plate("plus", images.slice(0, -1), documents));
    expect(found).toMatchObject({
      sites: [1, 2, 3, 4, 5],
      grid: null,
      missing: [{ well: "A02", site: 5, channel: 1, z: 1, timepoint: 1 }],
    });
  });

  test("plates of 1536 wells with rows to AF, and wells in small letters", async () => {
    const { wells } = await openPlate(
      plate("many", ["p_AF48_s1_w1.TIF", "p_AA01_s1_w1.TIF", "p_b2_s1_w1.TIF", "p_Z09_s1_w1.TIF"]),
    );
    expect(wells.map(({ well }) => well)).toEqual(["B02", "Z09", "AA01", "AF48"]);
  });
});

describe("Opera Phenix and Operetta", () => {
  const image = (name: string, more = "", channel = 1) =>
    `<Image><id>x</id><URL>${name}</URL><Row>1</Row><Col>1</Col><FieldID>1</FieldID><PlaneID>1</PlaneID><TimepointID>0</TimepointID><ChannelID>${channel}</ChannelID>${more}</Image>`;
  const data = '<ChannelName>Alexa 488</ChannelName><ImageResolutionX Unit="m">5E-07</ImageResolutionX>';
  const flat =
    "<FlatfieldProfile>{Background: {Character: NonFlat, Mean: 100, Profile: {Coefficients: [[0.9], [0.1, -0.2]]}}, Channel: 1}</FlatfieldProfile>";
  const index = (namespace: string, body: string, mark = "") =>
    `${mark}<?xml version="1.0" encoding="utf-8"?>\n<EvaluationInputData${namespace && ` xmlns="${namespace}"`} Version="1"><Plates><Plate><PlateID>P1</PlateID><PlateRows>16</PlateRows></Plate></Plates>${body}</EvaluationInputData>`;
  const name = "r01c01f01p01-ch1sk1fk1fl1.tiff";
  const place = '<PositionX Unit="m">-0.0003</PositionX><PositionY Unit="m">0.0002</PositionY>';
  const inImage = `<Images>${image(name, data + place + flat)}</Images>`;
  const inMap = `<Maps><Map><Entry ChannelID="1">${data}${flat}</Entry></Map></Maps><Images>${image(name, place)}</Images>`;
  const harmony = (version: string) => `http://www.perkinelmer.com/PEHH/Harmony${version}`;

  test.each([
    ["V3 and older", harmony("V3")],
    ["V5", harmony("V5")],
    ["V6", harmony("V6")],
    ["V7", "http://www.revvity.com/PEHH/HarmonyV7"],
    ["none", ""],
  ])(
    "an index of the namespace %s, with channel data in Image or in Maps, with a mark or without",
    async (version, namespace) => {
      for (const [i, body] of [inImage, inMap].entries()) {
        for (const mark of ["", "\ufeff"]) {
          const file = mark ? "Index.xml" : "Index.idx.xml";
          const path = plate(`${version} ${i} ${mark.length}`, [`Images/${name}`], {
            [`Images/${file}`]: index(namespace, body, mark),
          });
          expect(await openPlate(path)).toMatchObject({
            name: "P1",
            channels: [{ id: 1, name: "Alexa 488" }],
            pixelSizeUm: 0.5,
            positions: [{ site: 1, y: -200, x: -300 }],
            problems: [],
            missing: [],
          });
        }
      }
    },
  );

  test("names with one digit or two, and with three as OpenHCS pads them", async () => {
    const names = ["r1c1f1p1-ch1sk1fk1fl1.tiff", "r02c10f09p10-ch2sk1fk1fl1.tiff", "R16C24f010p001-ch3sk2.tif"];
    const path = plate(
      "digits",
      names.map((one) => `Images/${one}`),
    );
    expect(await idsOf(path)).toEqual([
      ["A01", 1, 1, 1, 1],
      ["B10", 9, 2, 10, 1],
      ["P24", 10, 3, 1, 2],
    ]);
  });
});

describe("the formats are found in the seeds' order", () => {
  test("OpenHCS' own index first, then HTD, then the Phenix index; an error lists what was looked for in each", async () => {
    const both = plate("both", ["p_A01_s1_w1.TIF"], { "p.HTD": htd('"XSites", 1') });
    expect((await openPlate(both)).format).toBe("imagexpress");
    writeFileSync(
      join(both, "openhcs_metadata.json"),
      JSON.stringify({ subdirectories: { ".": { image_files: ["p_A01_s1_w1.TIF"] } } }),
    );
    expect((await openPlate(both)).format).toBe("openhcs");
    await expect(openPlate(plate("none", [], { "readme.txt": "x" }))).rejects.toThrow(
      /openhcs: openhcs_metadata\.json; imagexpress: .*HTD.*; operaphenix: Index\.xml.*; omezarr: .*zarr\.json/,
    );
  });

  test("a relative path is made absolute", async () => {
    const path = plate("relative", ["p_A01_s1_w1.TIF"]);
    const from = process.cwd();
    process.chdir(folder);
    try {
      expect((await openPlate("relative")).path).toBe(path);
    } finally {
      process.chdir(from);
    }
  });
});

test("thumbnails, notes and hidden files beside the images change nothing, and none of them is touched", async () => {
  const path = plate("notes", ["p_A01_s1_w1.TIF", "p_A01_s1_w1_thumb00000001-45E4-450A-9919-257C714278F7.tif"], {
    "notes.txt": "x",
    ".DS_Store": "y",
  });
  const before = readdirSync(path);
  expect(await idsOf(path)).toEqual([["A01", 1, 1, 1, 1]]);
  expect(readdirSync(path)).toEqual(before);
  expect(readFileSync(join(path, ".DS_Store"), "utf8")).toBe("y");
  renameSync(join(path, "notes.txt"), join(path, "notes2.txt"));
  rmSync(path, { recursive: true });
});
