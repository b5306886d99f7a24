import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "#lib/files/disk/storeReader.js";
import { createStore, openWriter } from "#lib/files/disk/storeWriter.js";
import { openTiles } from "#lib/files/disk/tiles.js";
import { ZarrReader } from "#lib/files/disk/zarrReader.js";
import { wasmPacker, zstdInJavaScript } from "#lib/files/disk/zstd.js";
import { filePath, type StoreLayout, type StoreWell } from "#lib/files/zarr/layout.js";
import { chosenLayout, type StoreOptions } from "#lib/files/zarr/options.js";
import { newPlane, PlanePool } from "#lib/image/index.js";
import { openPlate } from "#lib/microscopes/disk/plate.js";
import { validateStore } from "#lib/microscopes/disk/validateStore.js";
import { python, testWithZarr } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-store-"));
afterAll(() => rmSync(folder, { recursive: true }));

const wells: StoreWell[] = [
  { well: "B03", row: "B", column: "03" },
  { well: "AA10", row: "AA", column: "10" },
];

const shape = { t: 1, c: 2, z: 3, y: 300, x: 530 };
const layout: StoreLayout = {
  ...chosenLayout({ compressor: "none" }, shape, "uint16"),
  dtype: "uint16",
  shape,
  levels: 2,
  sites: [2, 5],
  channels: [
    { id: 1, name: "DAPI" },
    { id: 4, name: "FITC", color: "11AA22" },
  ],
  pixelSizeUm: 0.65,
  positions: [
    { site: 2, y: 0, x: -150 },
    { site: 5, y: 0, x: 150 },
  ],
};

const value = (well: number, site: number, c: number, z: number, i: number) =>
  (i * 7 + well * 10007 + site * 331 + c * 17 + z) % 65536;

async function write(root: string, plan: StoreLayout = layout) {
  createStore(root, plan, wells, "screen 1");
  using writer = await openWriter(root, plan, openTiles());
  const plane = newPlane({ dtype: "uint16", height: 300, width: 530 });
  wells.forEach((well, w) => {
    for (const site of plan.sites) {
      for (let c = 0; c < 2; c++) {
        for (let z = 0; z < 3; z++) {
          for (let i = 0; i < plane.data.length; i++) plane.data[i] = value(w, site, c, z, i);
          writer.write(well, site, [0, c, z], plane);
        }
      }
    }
  });
  await writer.sync();
}

describe("a written store", () => {
  const root = join(folder, "written.zarr");

  beforeAll(() => write(root));

  testWithZarr("is read by zarr-python pixel for pixel and passes yaozarrs", async () => {
    const answer = await python(
      `import sys, json, zarr, numpy as np, yaozarrs
root = sys.stdin.read()
yaozarrs.validate_zarr_store(root)
equal = True
i = np.arange(300 * 530).reshape(300, 530)
for w, well in enumerate(["B/03", "AA/10"]):
    for f, site in enumerate([2, 5]):
        a = zarr.open_array(f"{root}/{well}/{f}/0", mode="r")
        assert a.shape == (1, 2, 3, 300, 530) and a.dtype == np.uint16, a.info
        for c in range(2):
            for z in range(3):
                equal = equal and bool(np.array_equal(a[0, c, z], (i * 7 + w * 10007 + site * 331 + c * 17 + z) % 65536))
image = zarr.open_group(f"{root}/B/03/1", mode="r").attrs["ome"]
halves = zarr.open_array(f"{root}/B/03/1/1", mode="r")
plane = zarr.open_array(f"{root}/B/03/1/0", mode="r")[0, 1, 2].astype(np.int64)
mean = (plane.reshape(150, 2, 265, 2).sum(axis=(1, 3)) + 2) // 4
equal = equal and halves.shape == (1, 2, 3, 150, 265) and bool(np.array_equal(halves[0, 1, 2], mean))
print(json.dumps([equal, image]))`,
      root,
    );
    const [equal, image] = answer as [boolean, unknown];
    expect(equal).toBe(true);
    expect(image).toMatchObject({
      multiscales: [
        {
          axes: [{ name: "t" }, { name: "c" }, { name: "z" }, { unit: "micrometer" }, { unit: "micrometer" }],
          datasets: [
            {
              path: "0",
              coordinateTransformations: [
                { type: "scale", scale: [1, 1, 1, 0.65, 0.65] },
                { type: "translation", translation: [0, 0, 0, -149.5 * 0.65, 150 - 264.5 * 0.65] },
              ],
            },
            {
              path: "1",
              coordinateTransformations: [
                { type: "scale", scale: [1, 1, 1, 1.3, 1.3] },
                {
                  type: "translation",
                  translation: [0, 0, 0, expect.closeTo(-149 * 0.65), expect.closeTo(150 - 264 * 0.65)],
                },
              ],
            },
          ],
        },
      ],
      omero: {
        channels: [
          { label: "DAPI", color: "0000FF" },
          { label: "FITC", color: "11AA22" },
        ],
      },
    });
  });

  test("can be moved, and our reader finds layout and pixels again", async () => {
    const moved = join(folder, "moved.zarr");
    cpSync(root, moved, { recursive: true });
    const store = openStore(moved);
    expect(store).toMatchObject({ name: "screen 1", wells });
    const { compression: _, coarseFile: __, ...kept } = layout;
    expect(store.layout).toEqual({
      ...kept,
      channels: [{ id: 1, name: "DAPI", color: "0000FF" }, layout.channels[1]],
    });
    const pool = new PlanePool(10 << 20);
    const plane = store.read("AA10", 5, [0, 1, 2], pool);
    expect(Array.from(plane.data)).toEqual(Array.from({ length: 300 * 530 }, (_, i) => value(1, 5, 1, 2, i)));
    expect(plane.spacing).toEqual({ y: 0.65, x: 0.65 });
  });

  test("holds relative paths only", () => {
    for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (path.endsWith("zarr.json")) expect(readFileSync(join(root, path), "utf8")).not.toContain(folder);
    }
  });

  test("notices a damaged shard", () => {
    const path = join(root, "B/03/0/0/c/0/0/0/0/0");
    const bytes = readFileSync(path);
    const pool = new PlanePool(10 << 20);
    writeFileSync(path, bytes.subarray(0, 5000));
    expect(() => openStore(root).read("B03", 2, [0, 0, 0], pool)).toThrow(
      expect.objectContaining({ code: "CHUNK_DAMAGED" }),
    );
    expect(pool.usage.held).toBe(0);
    rmSync(path);
    expect(() => openStore(root).read("B03", 2, [0, 0, 0], pool)).toThrow(
      expect.objectContaining({ code: "PLANE_NOT_WRITTEN" }),
    );
  });
});

describe("createStore", () => {
  test("changes nothing when it is called again, and refuses another layout", () => {
    const root = join(folder, "again.zarr");
    createStore(root, layout, wells, "screen 1");
    const before = readFileSync(join(root, "zarr.json"), "utf8");
    createStore(root, layout, wells, "screen 1");
    expect(readFileSync(join(root, "zarr.json"), "utf8")).toBe(before);
    expect(() => createStore(root, { ...layout, pixelSizeUm: 1 }, wells, "screen 1")).toThrow(
      expect.objectContaining({ code: "STORE_DIFFERS" }),
    );
  });

  test("renews what a plate says about its making, and refuses other names", () => {
    const root = join(folder, "provenance.zarr");
    createStore(root, layout, wells, "screen 1", { plan: "first" });
    createStore(root, layout, wells, "screen 1", { plan: "second" });
    const document = JSON.parse(readFileSync(join(root, "zarr.json"), "utf8"));
    expect(document.attributes.titer).toEqual({ plan: "second" });
    expect(() => createStore(root, layout, wells, "screen 2", { plan: "second" })).toThrow(
      expect.objectContaining({ code: "STORE_DIFFERS" }),
    );
  });

  test("makes up no pixel size: scale 1 without a unit, read back as unknown", () => {
    const root = join(folder, "unknown.zarr");
    createStore(root, { ...layout, pixelSizeUm: null }, wells, "screen 1");
    const { attributes } = JSON.parse(readFileSync(join(root, "B/03/0/zarr.json"), "utf8"));
    expect(attributes.ome.multiscales[0].axes).toContainEqual({ name: "x", type: "space" });
    expect(attributes.ome.multiscales[0].datasets[0].coordinateTransformations).toEqual([
      { type: "scale", scale: [1, 1, 1, 1, 1] },
    ]);
    expect(openStore(root).layout.pixelSizeUm).toBeNull();
  });
});

const packed: readonly StoreOptions[] = [
  { compressor: "blosc" },
  { compressor: "blosc", shuffle: "bit", compressionLevel: 9 },
  { compressor: "blosc", bloscCodec: "zstd", shuffle: "byte" },
  { compressor: "blosc", bloscCodec: "zstd", shuffle: "bit" },
  { compressor: "lz4" },
  { compressor: "zstd", compressionLevel: 3 },
  { compressor: "zlib", compressionLevel: 3 },
  { compressor: "blosc", chunkStrategy: "single" },
  { compressor: "zlib", chunkStrategy: "single" },
  { chunkStrategy: "custom", chunk: { y: 100, x: 128 } },
  { chunkStrategy: "custom", chunk: { z: 2, y: 128, x: 128 }, shard: { c: 2, z: 4, y: 256, x: 640 } },
  { chunkStrategy: "custom", chunk: { y: 64, x: 64 }, shard: { c: 2, z: 3, y: 320, x: 576 }, compressor: "none" },
];
const choices = packed.flatMap((options) => [
  options,
  ...(options.shard ? [] : [{ ...options, ngff: "0.4" as const }]),
]);

testWithZarr(
  "stores of every packing and layout are valid, and read by zarr-python, tensorstore and us",
  async () => {
    const roots: string[] = [];
    for (const [number, options] of choices.entries()) {
      const root = join(folder, `choice-${number}.zarr`);
      const plan = { ...layout, ...chosenLayout(options, shape, "uint16") };
      await write(root, plan);
      roots.push(root);
      const pool = new PlanePool(10 << 20);
      const plane = openStore(root).read("AA10", 5, [0, 1, 2], pool);
      const wrong = plane.data.findIndex((pixel, i) => pixel !== value(1, 5, 1, 2, i));
      const { valid, planes } = await validateStore(root);
      expect([options, wrong, valid, planes]).toEqual([options, -1, true, 48]);
    }
    const answer = await python(readFileSync("test/lib/files/storesRead.py", "utf8"), JSON.stringify(roots));
    expect(answer).toEqual(choices.map(() => []));
  },
  120_000,
);

test.each([
  ["zarr-shards", {}],
  ["bits", { shuffle: "bit" }],
  ["zstd", { compressor: "zstd" }],
  ["one chunk", { chunkStrategy: "single", ngff: "0.4" }],
] as const)("validation finds a chunk that was changed: %s", async (name, options) => {
  const root = join(folder, `changed ${name}.zarr`);
  const plan = { ...layout, ...chosenLayout(options, shape, "uint16"), levels: 1 };
  await write(root, plan);
  const array = join(root, "B", "03", "1", "0");
  const path = join(array, filePath(plan, [0, 1, 1]));
  const bytes = readFileSync(path);
  bytes.fill(0xff, 0, 40); // the header of the first frame
  writeFileSync(path, bytes);
  const { valid, problems } = await validateStore(root);
  expect(valid).toBe(false);
  expect(problems).toEqual([expect.objectContaining({ code: "CHUNK_DAMAGED", path: "B/03/1/0" })]);
});

describe.each(["0.5", "0.4"] as const)("label images of NGFF %s", (ngff) => {
  const root = join(folder, `labels ${ngff}.zarr`);
  const small = { t: 1, c: 1, z: 1, y: 6, x: 5 };
  const plan: StoreLayout = {
    ...layout,
    ...chosenLayout({ ngff }, small, "int32"),
    ...{ dtype: "int32", shape: small, sites: [1], positions: [], labels: "cells" },
    channels: [{ id: 1, name: "DAPI" }],
  };
  const labels = Array.from({ length: 30 }, (_, i) => i * 1000);

  beforeAll(async () => {
    createStore(root, plan, wells.slice(0, 1), "labels");
    using writer = await openWriter(root, plan, openTiles());
    const plane = newPlane({ dtype: "int32", height: 6, width: 5 });
    plane.data.set(labels);
    writer.write(wells[0]!, 1, [0, 0, 0], plane);
    await writer.sync();
  });

  const attributesOf = (path: string) => {
    const file = join(root, "B", "03", "0", path, ngff === "0.5" ? "zarr.json" : ".zattrs");
    const document = JSON.parse(readFileSync(file, "utf8"));
    return ngff === "0.5" ? document.attributes.ome : document;
  };

  test("lie listed below their image, and say what their zeros are", () => {
    expect(attributesOf("labels").labels).toEqual(["cells"]);
    expect(attributesOf("labels/cells")).toMatchObject({
      "image-label": { properties: [{ "label-value": 0, class: "background" }], source: { image: "../../" } },
      multiscales: [{ type: "nearest", datasets: [{ path: "0" }, { path: "1" }] }],
    });
    expect(attributesOf("").multiscales[0].datasets).toMatchObject([
      { path: "labels/cells/0" },
      { path: "labels/cells/1" },
    ]);
  });

  test("stay labels: coarser levels are picked", () => {
    const half = newPlane({ dtype: "int32", height: 3, width: 3 });
    new ZarrReader().read(join(root, "B", "03", "0", "labels", "cells", "1"), 0, half);
    expect(Array.from(half.data)).toEqual([0, 2, 4, 10, 12, 14, 20, 22, 24].map((pixel) => pixel * 1000));
  });

  test("are found again with their name, and open as a plate", async () => {
    const store = openStore(root);
    expect(store.layout).toMatchObject({ labels: "cells", dtype: "int32" });
    expect(Array.from(store.read("B03", 1, [0, 0, 0], new PlanePool(1 << 20)).data)).toEqual(labels);
    const plate = await openPlate(root);
    expect(plate).toMatchObject({ dtype: "int32", shape: { y: 6, x: 5 }, problems: [] });
    expect(await validateStore(root)).toMatchObject({ valid: true, planes: 2 });
  });

  testWithZarr("are valid for the field's own packages", async () => {
    const answer = await python(
      `import sys, json, zarr, yaozarrs, ome_zarr_models.v05 as v05
root = sys.stdin.read()
yaozarrs.validate_zarr_store(root)
group = zarr.open_group(root, mode="r")
if group.metadata.zarr_format == 3:
    v05.HCS.from_zarr(group)
    image = v05.Image.from_zarr(group["B/03/0"])
    assert image.labels.attributes.ome.labels == ["cells"], image.labels
    v05.ImageLabel.from_zarr(group["B/03/0/labels/cells"])
print(json.dumps(zarr.open_array(f"{root}/B/03/0/labels/cells/0", mode="r")[:].ravel().tolist()))`,
      root,
    );
    expect(answer).toEqual(labels);
  });
});

test("one tile of a plane is read without the others", async () => {
  const root = join(folder, "tiles.zarr");
  await write(root, { ...layout, ...chosenLayout({}, shape, "uint16") });
  const tile = newPlane({ dtype: "uint16", height: 90, width: 301 });
  new ZarrReader().read(join(root, "AA", "10", "1", "0"), 5, tile, { top: 201, left: 200 });
  const expected = Array.from({ length: 90 * 301 }, (_, i) => {
    return value(1, 5, 1, 2, (201 + Math.floor(i / 301)) * 530 + 200 + (i % 301));
  });
  expect(Array.from(tile.data)).toEqual(expected);
  expect(() => new ZarrReader().read(join(root, "AA", "10", "1", "0"), 5, tile, { top: 211, left: 0 })).toThrow(
    expect.objectContaining({ code: "PLANE_MISMATCH" }),
  );
});

test("a file of several planes says which of them it has", async () => {
  const root = join(folder, "partly.zarr");
  const options = { chunkStrategy: "custom", chunk: { y: 256, x: 256 }, shard: { z: 3, y: 512, x: 768 } } as const;
  const plan = { ...layout, ...chosenLayout(options, shape, "uint16") };
  createStore(root, plan, wells, "partly");
  using writer = await openWriter(root, plan, openTiles());
  const plane = newPlane({ dtype: "uint16", height: 300, width: 530 });
  writer.write(wells[0]!, 2, [0, 0, 1], plane);
  const store = openStore(root);
  expect(store.has("B03", 2, [0, 0, 1])).toBe(false);
  await writer.sync();
  expect([0, 1, 2].map((z) => store.has("B03", 2, [0, 0, z]))).toEqual([false, true, false]);
});

test.each<[StoreOptions, string]>([
  [{ chunkStrategy: "custom", chunk: { y: 100 }, shard: { y: 250 } }, "CHUNKS_UNUSABLE"],
  [{ chunkStrategy: "custom", chunk: { y: 0 } }, "CHUNKS_UNUSABLE"],
  [{ chunkStrategy: "custom", chunk: { y: 10 }, shard: { y: 20 }, ngff: "0.4" }, "CHUNKS_UNUSABLE"],
  [{ compressionLevel: 10 }, "BAD_COMPRESSION_LEVEL"],
])("the choice %j is refused with %s", (options, code) => {
  expect(() => chosenLayout(options, shape, "uint16")).toThrow(expect.objectContaining({ code }));
});

test("a chunk above what blosc can pack is refused", () => {
  const well = { t: 1, c: 3, z: 100, y: 4096, x: 4096 };
  expect(() => chosenLayout({ chunkStrategy: "single" }, well, "uint16")).toThrow(
    expect.objectContaining({ code: "CHUNKS_UNUSABLE" }),
  );
});

test("Zstandard without the system's library, as WebAssembly, is read back", async () => {
  const pack = await wasmPacker();
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 50);
  expect(zstdInJavaScript(pack(bytes, 3), 5000)).toEqual(bytes);
});
