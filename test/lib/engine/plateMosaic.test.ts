import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { valueMime } from "#lib/protocol/index.js";
import { temporaryFolder, writePlate } from "./support.js";

const folder = temporaryFolder();

test("a plate shows itself with small images of wells that are spread over it", async () => {
  const wells = Array.from({ length: 12 }, (_, i) => `A${String(i + 1).padStart(2, "0")}`);
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, "many"), wells, 1, 1, 1));
  const bundle = plate.bundle();
  const png = Buffer.from(String(bundle["image/png"]), "base64");
  const { x, y } = plate.index.shape;
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([(8 * x) / 2 + 7 * 2, y / 2]); // binned to at most 96 pixels
  const at = png.indexOf("IDAT");
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  expect(new Set(rows).size).toBeGreaterThan(3); // pixels, not one grey
  expect(bundle["text/html"]).toContain("First images of A01, A03, A04, A06, A07, A09, A10, A12");
  expect(bundle[valueMime]).toMatchObject({
    kind: "plate",
    rows: expect.arrayContaining([["wells", expect.any(String)]]),
  });
});

test("an image that cannot be read is named, and the others are shown", async () => {
  const path = writePlate(join(folder, "damaged"), ["A01", "A02"], 1, 1, 1);
  const plate = await PipelineOrchestrator.open(path);
  writeFileSync(join(path, plate.index.wells[0]!.planes[0]!.path), "no image");
  expect(plate.bundle()["text/html"]).toMatch(/First images of A02\. A01: /);
});
