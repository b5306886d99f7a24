import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { createStore } from "#lib/files/disk/storeWriter.js";
import type { StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout } from "#lib/files/zarr/options.js";
import { newPlane } from "#lib/image/index.js";
import { openPlate } from "#lib/microscopes/disk/plate.js";
import { encodeTiff } from "#lib/tiff/index.js";

const folder = mkdtempSync(join(tmpdir(), "titer-steps-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const plane = newPlane({ dtype: "uint16", height: 4, width: 4 });
const known = { zStepUm: 1.5, timeStepSeconds: 600 };

test("ImageXpress: heights and times of MetaSeries data", async () => {
  for (const t of [1, 2, 3]) {
    for (const z of [1, 2]) {
      const props = [
        `<prop id="z-position" type="float" value="${100 + 1.5 * z}"/>`,
        `<prop id="acquisition-time-local" type="time" value="20240709 13:${11 + 10 * t}:09.842"/>`,
      ];
      const description = `<MetaData><PlaneInfo>${props.join("")}</PlaneInfo></MetaData>`;
      write(`ix/TimePoint_${t}/ZStep_${z}/p_B02_s1_w1.TIF`, encodeTiff(plane, { description }));
    }
  }
  expect(await openPlate(join(folder, "ix"))).toMatchObject({ timepoints: [1, 2, 3], zPlanes: [1, 2], ...known });
});

test("Opera Phenix: heights and times of the index", async () => {
  const images = [1, 2].flatMap((t) =>
    [1, 2].map((z) => {
      const name = `r02c03f01p0${z}-ch1sk${t}fk1fl1.tiff`;
      write(`phenix/Images/${name}`, encodeTiff(plane));
      const ids = `<Row>2</Row><Col>3</Col><FieldID>1</FieldID><PlaneID>${z}</PlaneID><TimepointID>${t - 1}</TimepointID><ChannelID>1</ChannelID>`;
      const place = `<AbsPositionZ Unit="m">${z * 1.5}E-06</AbsPositionZ><AbsTime>2023-03-23T14:${30 + 10 * t}:40.42-04:00</AbsTime>`;
      return `<Image Version="1"><id>${name}</id><URL>${name}</URL>${ids}${place}</Image>`;
    }),
  );
  write(
    "phenix/Images/Index.idx.xml",
    `<EvaluationInputData xmlns="http://www.perkinelmer.com/PEHH/HarmonyV5" Version="1"><Images>${images.join("")}</Images></EvaluationInputData>`,
  );
  expect(await openPlate(join(folder, "phenix"))).toMatchObject({ timepoints: [1, 2], zPlanes: [1, 2], ...known });
});

test("stacks of ImageJ", async () => {
  const description =
    "ImageJ=1.54\nimages=4\nslices=2\nframes=2\nhyperstack=true\nunit=micron\nspacing=1.5\nfinterval=600\n";
  write("stack/B03.tif", encodeTiff([plane, plane, plane, plane], { description }));
  const plate = await openPlate(join(folder, "stack"), { pattern: "(?<well>[A-Z]\\d+)\\.tif" });
  expect(plate).toMatchObject({ timepoints: [1, 2], zPlanes: [1, 2], ...known });
});

test.each(["0.5", "0.4"] as const)("OME-Zarr of NGFF %s: scales with units, there and back", async (ngff) => {
  const shape = { t: 2, c: 1, z: 3, y: 8, x: 8 };
  const layout: StoreLayout = {
    ...chosenLayout({ ngff }, shape, "uint16"),
    ...{ dtype: "uint16", shape, levels: 2, sites: [1], pixelSizeUm: 0.65, positions: [], ...known },
    channels: [{ id: 1, name: "DAPI" }],
  };
  const root = join(folder, `${ngff}.zarr`);
  createStore(root, layout, [{ well: "B03", row: "B", column: "03" }], "steps");
  const document = JSON.parse(readFileSync(join(root, "B/03/0", ngff === "0.5" ? "zarr.json" : ".zattrs"), "utf8"));
  const [image] = (ngff === "0.5" ? document.attributes.ome : document).multiscales;
  expect(image.axes.map(({ unit }: { unit?: string }) => unit)).toEqual([
    ...["second", undefined, "micrometer", "micrometer", "micrometer"],
  ]);
  const scales = image.datasets.map(
    ({ coordinateTransformations: [{ scale }] }: { coordinateTransformations: [{ scale: number[] }] }) => scale,
  );
  expect(scales).toEqual([
    [600, 1, 1.5, 0.65, 0.65],
    [600, 1, 1.5, 1.3, 1.3],
  ]);
  expect(await openPlate(root)).toMatchObject({ ...known, pixelSizeUm: 0.65 });
});
