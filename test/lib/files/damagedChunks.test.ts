import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { isTiterError } from "#lib/errors.js";
import { createStore, openWriter } from "#lib/files/disk/storeWriter.js";
import { Tiles } from "#lib/files/disk/tiles.js";
import { ZarrReader } from "#lib/files/disk/zarrReader.js";
import { filePath, type StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout, type StoreOptions } from "#lib/files/zarr/options.js";
import { openMachine } from "#lib/functions/native/index.js";
import { newPlane } from "#lib/image/index.js";
import { randomFrom } from "../../fuzz/mutate.js";

const folder = mkdtempSync(join(tmpdir(), "titer-damaged-"));
afterAll(() => rmSync(folder, { recursive: true }));

const well = { well: "B03", row: "B", column: "03" };
const shape = { t: 1, c: 2, z: 1, y: 40, x: 50 };
const tiles = { chunkStrategy: "custom", chunk: { y: 16, x: 16 }, shard: { y: 48, x: 64 } } as const;
const choices: readonly StoreOptions[] = [
  tiles,
  { ...tiles, shuffle: "bit" },
  { ...tiles, bloscCodec: "zstd" },
  { ...tiles, compressor: "zstd" },
  { ...tiles, compressor: "zlib" },
  { ...tiles, compressor: "none" },
  { chunkStrategy: "single" },
  { ngff: "0.4" },
];
const builds = ["auto", "wasm"];

test.each(builds.flatMap((build) => choices.map((options) => [build, options] as const)))(
  "200 damaged files, kernels %s, %j: each is read, or refused with a code",
  async (build, options) => {
    const root = join(folder, "store.zarr");
    rmSync(root, { recursive: true, force: true });
    const facts = { levels: 1, sites: [1], channels: [1, 2].map((id) => ({ id, name: `C${id}` })), positions: [] };
    const layout: StoreLayout = {
      ...chosenLayout(options, shape, "uint16"),
      ...{ dtype: "uint16", shape, pixelSizeUm: null, ...facts },
    };
    createStore(root, layout, [well], "damaged");
    const kernels = new Tiles(openMachine({ build }).machine);
    using writer = await openWriter(root, layout, kernels);
    const plane = newPlane({ dtype: "uint16", height: 40, width: 50 });
    for (let i = 0; i < 2000; i++) plane.data[i] = 500 + (i % 50) * 7 + ((i * 7919) % 13);
    for (const c of [0, 1]) writer.write(well, 1, [0, c, 0], plane);
    await writer.sync();
    const array = join(root, "B", "03", "0", "0");
    const path = join(array, filePath(layout, [0, 0, 0]));
    const whole = readFileSync(path);
    const ends = new Map<string, number>();
    for (let number = 0; number < 200; number++) {
      const random = randomFrom(number);
      const bytes = Buffer.from(whole.subarray(0, random() < 0.2 ? Math.floor(random() * whole.length) : whole.length));
      for (let i = 0; i < 1 + random() * 4; i++) {
        const at = Math.floor(random() * (random() < 0.3 ? 48 : bytes.length));
        if (at < bytes.length) bytes[at] = random() < 0.3 ? 255 : Math.floor(random() * 256);
      }
      writeFileSync(path, bytes);
      let end = "read";
      try {
        new ZarrReader(kernels).read(array, 0, plane);
      } catch (error) {
        if (!isTiterError(error)) throw error;
        end = error.code;
      }
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    const allowed = ["read", "CHUNK_DAMAGED", "FILE_UNREADABLE"];
    expect([...ends.keys()].filter((end) => !allowed.includes(end))).toEqual([]);
    expect(ends.get("CHUNK_DAMAGED")).toBeGreaterThan(25);
  },
);
