import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Item } from "#lib/files/backend.js";
import { diskBackend } from "#lib/files/disk/diskBackend.js";
import { ZarrBackend } from "#lib/files/disk/zarrBackend.js";
import { FileManager } from "#lib/files/fileManager.js";
import { MemoryBackend } from "#lib/files/memoryBackend.js";
import { streamBackend } from "#lib/files/streamBackend.js";
import type { StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout } from "#lib/files/zarr/options.js";
import { type Dtype, newPlane } from "#lib/image/index.js";
import { python, testWithZarr } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

function planeOf(first: number, dtype: Dtype = "uint16") {
  const plane = newPlane({ dtype, height: 20, width: 30 });
  plane.data.forEach((_, i) => {
    plane.data[i] = first + i;
  });
  return plane;
}

const shape = { t: 2, c: 1, z: 1, y: 20, x: 30 };
const layout: StoreLayout = {
  ...chosenLayout({}, shape, "uint16"),
  ...{ dtype: "uint16", shape, levels: 1, sites: [1, 2], channels: [{ id: 1, name: "DAPI" }] },
  ...{ pixelSizeUm: 0.5, positions: [] },
};

async function manager(name: string, limit = 1 << 20) {
  const root = join(folder, name);
  const streamed: [string, Item][] = [];
  const zarr = new ZarrBackend(root);
  await zarr.layOut("images.zarr", layout, [{ well: "B03", row: "B", column: "03" }], name);
  const stream = streamBackend((path, item) => streamed.push([path, item]));
  const files = new FileManager([diskBackend(root), new MemoryBackend(limit), zarr, stream]);
  return { root, files, streamed };
}

describe.each(["disk", "memory"] as const)("%s", (backend) => {
  test("gives back what was saved, lists in natural order, deletes", async () => {
    const { files } = await manager(backend);
    const plane = planeOf(5);
    const items: readonly (readonly [string, Item])[] = [
      ["results/well_2.csv", "a,b\n1,2\n"],
      ["results/well_10.csv", "µ\n"],
      ["results/note.txt", "text"],
      ["results/counts.json", { cells: [1, 2], name: "Zellen" }],
      ["results/rois.roi.zip", Uint8Array.of(80, 75, 3, 4)],
      ["planes/a.npy", plane],
      ["planes/b.tif", plane],
    ];
    const [first, ...others] = items;
    files.save(first![0], first![1], backend);
    await files.saveBatch(others, backend);
    const loaded = files.loadBatch(
      items.map(([path]) => path),
      backend,
    );
    expect(loaded.slice(0, 5)).toEqual(items.slice(0, 5).map(([, item]) => item));
    for (const read of loaded.slice(5)) expect(read).toMatchObject({ dtype: "uint16", height: 20, data: plane.data });
    expect(files.list("results", backend)).toEqual([
      "counts.json",
      "note.txt",
      "rois.roi.zip",
      "well_2.csv",
      "well_10.csv",
    ]);
    expect(files.exists("results/note.txt", backend)).toBe(true);
    files.delete("results/note.txt", backend);
    files.delete("planes", backend);
    files.delete("never/there", backend);
    expect([files.exists("results/note.txt", backend), files.list("planes", backend)]).toEqual([false, []]);
    expect(() => files.load("results/note.txt", backend)).toThrow(expect.objectContaining({ code: "NO_SUCH_ITEM" }));
  });
});

testWithZarr("NumPy files are read as NumPy wrote them, and the other way round", async () => {
  const { files, root } = await manager("numpy");
  files.ensure("deep/folder", "disk");
  for (const dtype of ["uint8", "uint16", "uint32", "int32", "float32"] as const) {
    files.save(`deep/folder/${dtype}.npy`, planeOf(7, dtype));
  }
  await python(
    `import sys, json, numpy as np
root = sys.stdin.read()
for name in ["uint8", "uint16", "uint32", "int32", "float32"]:
    a = np.load(f"{root}/deep/folder/{name}.npy")
    assert a.dtype == name and a.shape == (20, 30)
    np.save(f"{root}/{name}.npy", a + a.dtype.type(1))
np.save(f"{root}/cube.npy", np.arange(8, dtype=np.uint8).reshape(2, 2, 2))
print(json.dumps("done"))`,
    root,
  );
  for (const dtype of ["uint8", "uint16", "uint32", "int32", "float32"] as const) {
    expect(files.load(`${dtype}.npy`)).toEqual(planeOf(8, dtype));
  }
  const cube = files.load("cube.npy") as { readonly data: Uint8Array }[];
  expect(cube.map(({ data }) => Array.from(data))).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]);
});

test("planes of a store have paths; auto finds them there, and memory lies over everything", async () => {
  const { files } = await manager("overlay");
  await files.saveBatch([
    ["images.zarr/B/03/1/0/0.0.0", planeOf(1)],
    ["images.zarr/B/03/1/0/1.0.0", planeOf(2)],
    ["notes.txt", "disk"],
  ]);
  expect(files.list("images.zarr/B/03/1/0", "zarr")).toEqual(["0.0.0", "1.0.0"]);
  expect(files.list("images.zarr/B/03", "zarr")).toEqual(["0", "1"]);
  expect(files.exists("images.zarr/B/03/0/0/0.0.0")).toBe(false);
  expect(files.load("images.zarr/B/03/1/0/1.0.0")).toMatchObject({
    data: planeOf(2).data,
    spacing: { y: 0.5, x: 0.5 },
  });
  files.save("notes.txt", "memory", "memory");
  expect([files.load("notes.txt"), files.load("notes.txt", "disk")]).toEqual(["memory", "disk"]);
  files.delete("images.zarr", "zarr");
  expect(files.exists("images.zarr/B/03/1/0/1.0.0", "zarr")).toBe(false);
});

test("what is streamed is handed on and not kept", async () => {
  const { files, streamed } = await manager("stream");
  await files.saveBatch([["B03/1.tif", planeOf(1)]], "stream");
  expect(streamed).toEqual([["B03/1.tif", planeOf(1)]]);
  expect(() => files.load("B03/1.tif", "stream")).toThrow(expect.objectContaining({ code: "BACKEND_CANNOT" }));
  expect(files.capabilities.stream).toMatchObject({ save: true, load: false, persistent: false });
});

test("memory refuses what goes over its limit and keeps what it has", async () => {
  const { files } = await manager("full", 2000);
  files.save("a.npy", planeOf(1), "memory");
  expect(() => files.save("b.npy", planeOf(2), "memory")).toThrow(expect.objectContaining({ code: "MEMORY_FULL" }));
  files.save("a.npy", planeOf(3), "memory"); // in place of the first
  expect([files.list("", "disk"), files.list("", "memory")]).toEqual([["images.zarr"], ["a.npy"]]);
  expect(files.load("a.npy")).toMatchObject({ data: planeOf(3).data });
});

test.each(["../a.json", "a/../../b.json", "/etc/a.json", "a//b.json", "C:\\a.json", "a/./b.json"])(
  "the path %s is refused",
  async (path) => {
    const { files } = await manager("paths");
    expect(() => files.save(path, {}, "disk")).toThrow(expect.objectContaining({ code: "BAD_PATH" }));
  },
);

test.each<[string, Item, string]>([
  ["a.tif", "text", "ITEM_MISMATCH"],
  ["a.csv", planeOf(1), "ITEM_MISMATCH"],
  ["a.png", planeOf(1), "BACKEND_CANNOT"],
  ["images.zarr/B/03/7/0/0.0.0", planeOf(1), "ITEM_MISMATCH"],
  ["images.zarr/B/03", planeOf(1), "BAD_PATH"],
])("%s with something else is refused: %s", async (path, item, code) => {
  const { files } = await manager("mismatch");
  expect(() => files.save(path, item)).toThrow(expect.objectContaining({ code }));
});

test("a save that the disk refuses leaves what was there, and nothing else", async () => {
  const { files, root } = await manager("refused");
  files.save("kept/a.json", { value: 1 });
  expect(() => files.save("kept/a.json/b.json", {})).toThrow(expect.objectContaining({ code: "WRITE_FAILED" }));
  await expect(files.saveBatch([["kept/a.json/c.json", {}]])).rejects.toMatchObject({ code: "WRITE_FAILED" });
  if (process.getuid?.() !== 0) {
    chmodSync(join(root, "kept"), 0o555);
    expect(() => files.save("kept/d.json", {})).toThrow(expect.objectContaining({ code: "NOT_WRITABLE" }));
    chmodSync(join(root, "kept"), 0o755);
  }
  expect(readdirSync(join(root, "kept"))).toEqual(["a.json"]);
  expect(readFileSync(join(root, "kept/a.json"), "utf8")).toBe('{"value":1}');
});

test("damaged files say which one", async () => {
  const { files, root } = await manager("damaged");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "a.json"), '{"cut');
  writeFileSync(join(root, "a.npy"), Buffer.from("\x93NUMPY\x01\x00\xff\x0f", "latin1"));
  for (const [name, code] of [
    ["a.json", "JSON_DAMAGED"],
    ["a.npy", "BAD_NPY"],
  ] as const) {
    expect(() => files.load(name)).toThrow(
      expect.objectContaining({ code, where: expect.objectContaining({ file: join(root, name) }) }),
    );
  }
});

test("a link to itself is no file, and says which one", async () => {
  const { files, root } = await manager("round");
  mkdirSync(root, { recursive: true });
  symlinkSync("round.json", join(root, "round.json"));
  expect(() => files.load("round.json")).toThrow(
    expect.objectContaining({ code: "NO_SUCH_ITEM", where: { file: join(root, "round.json") } }),
  );
});
