import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Run } from "#lib/engine/run.js";
import { gaussianBlur } from "#lib/functions/library/index.js";
import { newPlane } from "#lib/image/plane.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { synthesize } from "#lib/samples/synthesize.js";
import type { HubClient, Region, Source } from "#lib/stream/index.js";
import { encodeTiff } from "#lib/tiff/index.js";
import { hubClient } from "./hubSupport.js";
import { hashes, ownEngine, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const at = { site: 1, channel: 1, z: 1, timepoint: 1 };

async function pixels(hub: HubClient, source: Source, level: number, region?: Region) {
  const frame = await hub.planes([{ source, well: "A01", ...at, level, ...(region && { region }) }]);
  return { facts: frame.planes[0]!, data: frame.pixels[0]! };
}

/** How many pixels differ: matchers compare large arrays slowly. */
function different(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const differ = Array.from(one).filter((value, i) => value !== other[i]).length;
  return differ + Math.abs(one.length - other.length);
}

/** Means of two by two pixels, rounded. */
function halved(data: ArrayLike<number>, height: number, width: number): number[] {
  return Array.from({ length: (height / 2) * (width / 2) }, (_, i) => {
    const from = 2 * Math.floor(i / (width / 2)) * width + 2 * (i % (width / 2));
    const sum = [0, 1, width, width + 1].reduce((total, step) => total + data[from + step]!, 0);
    return Math.floor((sum + 2) / 4);
  });
}

test.each([true, false])(
  "a run and its store as a folder give the same levels and regions, with pyramid %s",
  async (pyramid) => {
    const { path } = await synthesize(join(folder, `plate-${pyramid}`), {
      wells: 1,
      sites: 1,
      channels: 1,
      z: 1,
      size: 600,
    });
    const plate = await PipelineOrchestrator.open(path);
    const outputRoot = join(folder, `out-${pyramid}`);
    const steps = [new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 1 }) })];
    const plan = await withConfig("pipeline", { zarrConfig: { pyramid } }, () => plate.compile(steps, { outputRoot }));
    const run = plate.execute(plan);
    await run;
    const hub = await hubClient();
    const store = join(outputRoot, plan.plan.output.store.path);
    const whole = run.image({ well: "A01" }).data;
    for (const source of [
      { kind: "run", runId: await idOf(run) },
      { kind: "folder", path: store },
    ] as const) {
      expect(different((await pixels(hub, source, 0)).data, whole)).toBe(0);
      const half = await pixels(hub, source, 1);
      expect(different(half.data, halved(whole, 600, 600))).toBe(0);
      const part = await pixels(hub, source, 1, { y: 200, x: 290, height: 10, width: 100 });
      expect(part.facts).toMatchObject({ y: 200, x: 290, height: 10, width: 10, level: 1 });
      expect([...part.data.subarray(0, 10)]).toEqual([...half.data.subarray(200 * 300 + 290, 200 * 300 + 300)]);
    }
    hub.close();
  },
);

async function idOf(run: Run): Promise<string> {
  for await (const { runId } of run.events) return runId;
  throw new Error("the run has no events");
}

test("a raw plate's overview is kept in Titer's own folder, until the plate's files change; the plate is never written to", async () => {
  const plateFolder = writePlate(join(folder, "raw"), ["A01"], 1, 1, 1);
  const before = hashes(plateFolder);
  const source = { kind: "folder", path: plateFolder } as const;
  const hub = await hubClient();
  const first = await pixels(hub, source, 1);
  expect(readdirSync(join(folder, "home", "overviews"))).toHaveLength(1);
  expect(hashes(plateFolder)).toEqual(before);
  const file = join(plateFolder, "TimePoint_1", "ZStep_1", "plate_A01_s1_w1.TIF");
  const sevens = newPlane({ dtype: "uint16", height: 96, width: 128 });
  sevens.data.fill(7);
  writeFileSync(file, encodeTiff(sevens));
  const second = await pixels(hub, source, 1);
  expect(new Set(second.data)).toEqual(new Set([7]));
  expect(new Set(first.data).size).toBeGreaterThan(1);
  hub.close();
});
