import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "@jest/globals";
import { ZarrReader } from "#lib/files/disk/zarrReader.js";
import { type Dtype, newPlane } from "#lib/image/index.js";
import { python, testWithZarr } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-zarr-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Answer = readonly [name: string, dtype: Dtype, shape: readonly [number, number], planes: readonly string[]];

testWithZarr(
  "reads every packing, order of axes and kind of shard as zarr-python wrote it",
  async () => {
    const answers = (await python(readFileSync("test/lib/files/zarrArrays.py", "utf8"), folder)) as Answer[];
    expect(answers.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    for (const [name, dtype, [height, width], planes] of answers) {
      const reader = new ZarrReader();
      const plane = newPlane({ dtype, height, width });
      planes.forEach((sha256, page) => {
        plane.data.fill(99);
        try {
          reader.read(join(folder, name, "full"), page, plane);
        } catch (error) {
          wrong.push(`${name} ${page}: ${error}`);
          return;
        }
        const ours = createHash("sha256").update(new Uint8Array(plane.data.buffer)).digest("hex");
        if (ours !== sha256) wrong.push(`${name} ${page}`);
      });
    }
    expect(wrong).toEqual([]);
  },
  60_000,
);
