import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import {
  countCellsSingleChannel,
  gaussianBlur,
  maxProjection,
  stackPercentileNormalize,
  tophat,
} from "#lib/functions/index.js";
import { FunctionStep, PipelineOrchestrator, PipelinePreview, type Plate, synthesize } from "#lib/index.js";

jest.setTimeout(120_000);

let home: string;
let plate: Plate;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "titer-preview-"));
  process.env.XDG_RUNTIME_DIR = home;
  process.env.TITER_ENGINE_IDLE_SECONDS = "2";
  await synthesize(join(home, "plate"), { wells: 2, sites: 2, channels: 2, z: 3, size: 128, seed: 3 });
  plate = await PipelineOrchestrator.open(join(home, "plate"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const steps = [
  new FunctionStep({ name: "normalize", func: stackPercentileNormalize, variableComponents: ["site"] }),
  new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
  new FunctionStep({
    name: "clean",
    func: { "2": [gaussianBlur.with({ sigma: 2 }), tophat.with({ selemRadius: 9 })] },
    groupBy: "channel",
  }),
];
const choice = { well: "A02", site: 2, channel: 2, z: 2 };

test("what a preview shows is what a run makes, pixel by pixel", async () => {
  const { after, before } = await new PipelinePreview().planes(steps, plate.index, choice, 128);
  const run = plate.execute(await plate.compile(steps, { outputRoot: join(home, "out") }));
  await run;
  const made = await run.image({ well: "A02", site: 2, channel: 2 });
  expect(after.plane.dtype).toBe(made.plane.dtype);
  expect(after.plane.data).toEqual(made.data);
  expect(before.plane.height).toBe(128);
  expect(before.key).not.toBe(after.key);
});

test("only what changed is computed again", async () => {
  const preview = new PipelinePreview();
  expect((await preview.planes(steps, plate.index, choice, 64)).calls).toBeGreaterThan(3);
  expect((await preview.planes(steps, plate.index, choice, 64)).calls).toBe(0);
  const func = { "2": [gaussianBlur.with({ sigma: 2 }), tophat.with({ selemRadius: 5 })] };
  const changed = [...steps.slice(0, 2), new FunctionStep({ name: "clean", func, groupBy: "channel" })];
  expect((await preview.planes(changed, plate.index, choice, 64)).calls).toBe(1);
});

test("planes of a value without a route pass unchanged", async () => {
  const { before, after } = await new PipelinePreview().planes(steps, plate.index, { ...choice, channel: 1 }, 64);
  expect(after.plane.data).toEqual(before.plane.data);
});

test("what does not compile is refused as by the compiler", async () => {
  const wrong = [new FunctionStep({ name: "count", func: { "9": countCellsSingleChannel }, groupBy: "channel" })];
  await expect(new PipelinePreview().planes(wrong, plate.index, choice, 64)).rejects.toMatchObject({
    code: "COMPILE_FAILED",
  });
});
