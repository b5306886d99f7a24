import { describe, expect, test } from "@jest/globals";
import { parseImageXpress } from "#lib/microscopes/imagexpress/fileName.js";
import { parsePhenix } from "#lib/microscopes/operaphenix/fileName.js";
import { compareWells, wellName } from "#lib/microscopes/wells.js";

describe("names of ImageXpress images", () => {
  test.each([
    ["A01_s001_w1_z002_t003.tif", { well: "A01", site: 1, channel: 1, z: 2, timepoint: 3, prefix: "" }],
    ["TimePoint_2/ZStep_4/9987_B02_s2_w1.TIF", { well: "B02", site: 2, channel: 1, z: 4, timepoint: 2, plate: "" }],
    [
      "2023/1334/P-Mix_E07_s1_w266923EBB-0912-49CB-B4DD-A2DE6D6EA5E3.tif",
      { well: "E07", channel: 2, plate: "2023/1334" },
    ],
    ["p_AF48_s1_w12.tif", { well: "AF48", channel: 12 }],
    ["p_b2_s1_w1.tif", { well: "B02", site: 1 }],
    ["my_plate_2_C03_w1.tif", { well: "C03", prefix: "my_plate_2", site: undefined, channel: 1 }],
    ["TimePoint_1/9987_B02.TIF", { well: "B02", site: undefined, channel: undefined, z: undefined, timepoint: 1 }],
  ])("%s", (path, parts) => {
    expect(parseImageXpress(path)).toMatchObject(parts);
  });

  test.each([
    "P-Mix_E07_s1_w1_thumb4BFD4018-E675-475E-B5AB-2E959E6B6DA1.tif",
    "01_POS002_D.TIF",
    "AS_09125_050116030001_D03f00d0.tif",
    "plate_s1_w1.tif",
    "A01_s1_w1.jpg",
    "r01c01f01p01-ch1sk1fk1fl1.tiff",
  ])("%s is none", (path) => {
    expect(parseImageXpress(path)).toBeUndefined();
  });
});

describe("names of Opera Phenix images", () => {
  test.each([
    ["r01c01f01p01-ch1sk1fk1fl1.tiff", "A01", { site: 1, channel: 1, z: 1, timepoint: 1 }],
    ["r16c24f9p12-ch10sk3fk1fl1.tiff", "P24", { site: 9, channel: 10, z: 12, timepoint: 3 }],
    ["R32C48F001P001-ch2.tif", "AF48", { site: 1, channel: 2, z: 1, timepoint: 1 }],
  ])("%s", (name, well, id) => {
    expect(parsePhenix(name)).toEqual({ well, id });
  });

  test.each(["r00c01f01p01-ch1sk1fk1fl1.tiff", "A01_s1_w1.tif", "Index.idx.xml"])("%s is none", (name) => {
    expect(parsePhenix(name)).toBeUndefined();
  });
});

test("wells are named to row AF and sorted by row, then column", () => {
  expect([wellName(1, 1), wellName(26, 3), wellName(27, 4), wellName(32, 48)]).toEqual(["A01", "Z03", "AA04", "AF48"]);
  expect(["AA01", "B02", "A10", "A02", "Z01"].sort(compareWells)).toEqual(["A02", "A10", "B02", "Z01", "AA01"]);
});
