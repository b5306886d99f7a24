import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { createStore, openWriter } from "#lib/files/disk/storeWriter.js";
import { Tiles } from "#lib/files/disk/tiles.js";
import { ZarrReader } from "#lib/files/disk/zarrReader.js";
import type { StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout, type StoreOptions } from "#lib/files/zarr/options.js";
import { openMachine } from "#lib/functions/native/index.js";
import { newPlane } from "#lib/image/index.js";

const folder = mkdtempSync(join(tmpdir(), "titer-packers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const well = { well: "B03", row: "B", column: "03" };
const shape = { t: 1, c: 1, z: 1, y: 300, x: 700 };
const kernels = {
  "in threads, by the system's libraries": new Tiles(openMachine({ build: "native", threads: 2 }).machine),
  "as WebAssembly": new Tiles(openMachine({ build: "wasm" }).machine),
};

const choices: readonly StoreOptions[] = [
  { compressor: "zstd" },
  { compressor: "zstd", ngff: "0.4" },
  { compressor: "zlib" },
  { compressor: "zlib", ngff: "0.4" },
  { bloscCodec: "zstd" },
  { bloscCodec: "zstd", shuffle: "bit", ngff: "0.4" },
];

test.each(choices)("chunks of %j are the same pixels, whoever packs and whoever unpacks them", async (options) => {
  const facts = { levels: 1, sites: [1], channels: [{ id: 1, name: "DAPI" }], pixelSizeUm: null, positions: [] };
  const layout: StoreLayout = { ...chosenLayout(options, shape, "uint16"), dtype: "uint16", shape, ...facts };
  const plane = newPlane({ dtype: "uint16", height: shape.y, width: shape.x });
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = 500 + (i % 700) + ((i * 7919) % 13);
  for (const [packed, packer] of Object.entries(kernels)) {
    const root = join(folder, "store.zarr");
    rmSync(root, { recursive: true, force: true });
    createStore(root, layout, [well], "packers");
    using writer = await openWriter(root, layout, packer);
    writer.write(well, 1, [0, 0, 0], plane);
    await writer.sync();
    for (const [unpacked, unpacker] of Object.entries(kernels)) {
      const back = newPlane({ dtype: "uint16", height: shape.y, width: shape.x });
      new ZarrReader(unpacker).read(join(root, "B", "03", "0", "0"), 0, back);
      const equal = back.data.every((pixel, i) => pixel === plane.data[i]);
      expect([packed, unpacked, equal]).toEqual([packed, unpacked, true]);
    }
  }
});
