import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { removeTemporaries } from "#lib/files/disk/atomic.js";
import { createStore } from "#lib/files/disk/storeWriter.js";
import { ZarrReader } from "#lib/files/disk/zarrReader.js";
import { levelLayout, type StoreLayout } from "#lib/files/zarr/layout.js";
import { chosenLayout, type StoreOptions } from "#lib/files/zarr/options.js";
import { newPlane } from "#lib/image/index.js";

/** TITER_SOAK=200: that many kills for each layout. */
const kills = Number(process.env.TITER_SOAK ?? 3);
const writers = 4;
const well = { well: "A01", row: "A", column: "01" };
const folder = mkdtempSync(join(tmpdir(), "titer-killed-"));
afterAll(() => rmSync(folder, { recursive: true }));

const shape = { t: 4, c: writers, z: 1, y: 500, x: 700 };
const choices: readonly (readonly [string, StoreOptions])[] = [
  ["plane shards", {}],
  ["uncompressed plane shards", { compressor: "none" }],
  ["shards of several planes", { chunkStrategy: "custom", chunk: { y: 256, x: 256 }, shard: { t: 2, y: 512, x: 768 } }],
];

test.each(choices)(
  "no committed plane is torn or missing after four writers were killed at any moment: %s",
  async (name, options) => {
    const root = join(folder, `${name}.zarr`);
    const chosen = chosenLayout({ ...options, apart: "c" }, shape, "uint16");
    const facts = { sites: [1], channels: [1, 2, 3, 4].map((id) => ({ id, name: `C${id}` })), positions: [] };
    const layout: StoreLayout = { ...chosen, dtype: "uint16", shape, levels: 2, pixelSizeUm: 0.5, ...facts };
    createStore(root, layout, [well], "killed");
    const committed = new Map<string, number>();
    for (let round = 0; round < kills; round++) {
      const lanes = Array.from({ length: writers }, (_, lane) => lane);
      const children = lanes.map((lane) => {
        const script = "test/lib/files/killedWriter.mjs";
        const first = String(1 + ((round * 100) % 60_000));
        const child = spawn(process.execPath, [script, root, JSON.stringify(layout), String(lane), first]);
        let text = "";
        child.stdout.on("data", (data) => {
          text += data;
        });
        const closed = once(child, "close").then(() => {
          // the last line may be cut off by the kill; what it says is committed all the same
          for (const line of text.split("\n").slice(0, -1)) {
            const [t, value] = line.split(" ");
            committed.set(`${t} ${lane}`, Number(value));
          }
        });
        return { child, closed };
      });
      try {
        await Promise.all(children.map(({ child, closed }) => Promise.race([once(child.stdout, "data"), closed])));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        expect(children.map(({ child }) => child.exitCode)).toEqual(lanes.map(() => null));
      } finally {
        for (const { child } of children) child.kill("SIGKILL");
        await Promise.all(children.map(({ closed }) => closed));
      }
      expect(faults(root, layout, committed)).toEqual([]);
    }
    expect(committed.size).toBe(shape.t * writers);
    removeTemporaries(root);
    const left = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tmp"));
    expect(left).toEqual([]);
  },
  60_000 + kills * 5_000,
);

/** Planes that are not whole, or older than what a writer said, of both levels. */
function faults(root: string, layout: StoreLayout, committed: ReadonlyMap<string, number>): string[] {
  const reader = new ZarrReader();
  const wrong: string[] = [];
  for (const [place, value] of committed) {
    const [t = 0, c = 0] = place.split(" ").map(Number);
    for (const level of [0, 1]) {
      const { y, x } = levelLayout(layout, level).shape;
      const plane = newPlane({ dtype: "uint16", height: y, width: x });
      reader.read(join(root, "A", "01", "0", String(level)), t * writers + c, plane);
      const values = new Set(plane.data);
      if (values.size !== 1) wrong.push(`${place}, level ${level}: ${values.size} values`);
      else if ((plane.data[0] as number) < value) wrong.push(`${place}, level ${level}: older than ${value}`);
    }
  }
  return wrong;
}
