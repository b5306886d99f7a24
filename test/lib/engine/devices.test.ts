import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { knownDevices } from "#lib/engine/devices.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { defineFunction } from "#lib/functions/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle } from "../compile/plates.js";
import { temporaryFolder, writePlate } from "./support.js";

const folder = temporaryFolder();
const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "A02", "A03"], 1, 1, 1));

const before = process.env.TITER_DEVICES;
afterEach(() => {
  if (before === undefined) delete process.env.TITER_DEVICES;
  else process.env.TITER_DEVICES = before;
});

function declare(count: number): void {
  const devices = Array.from({ length: count }, (_, i) => ({ id: `cuda:${i}`, memory: ["cupy"], bytes: 8 * 2 ** 30 }));
  process.env.TITER_DEVICES = JSON.stringify(devices);
}

/** To the GPU and back: a step alone can't leave its planes there. */
const steps = (["cpu", "cupy"] as const).map((input) => {
  const output = input === "cpu" ? ("cupy" as const) : ("cpu" as const);
  const { declaration } = idle("PURE_2D");
  const func = defineFunction({ ...declaration, id: `test.from-${input}`, memory: { input, output } });
  return new FunctionStep({ name: `from ${input}`, func });
});

const outputRoot = join(folder, "out");

test("without a device, a step that needs one is refused with what is there", async () => {
  declare(0);
  await expect(plate.compile(steps, { outputRoot })).rejects.toMatchObject({
    details: {
      problems: expect.arrayContaining([
        expect.objectContaining({ code: "NO_DEVICE", step: "from cpu", allowed: ["cpu"] }),
      ]),
    },
  });
});

test.each([
  [1, ["cuda:0", "cuda:0", "cuda:0"]],
  [8, ["cuda:0", "cuda:1", "cuda:2"]],
])("with %i declared, wells take turns with them, and all steps of a well keep to one", async (count, wanted) => {
  declare(count);
  const { plan } = await plate.compile(steps, { outputRoot });
  expect(plan.wells.map(({ devices }) => [...new Set(Object.values(devices ?? {}))])).toEqual(wanted.map((id) => [id]));
});

test("a declared device has its name and memory; what is no declaration is refused", async () => {
  declare(1);
  expect(await knownDevices()).toEqual([{ id: "cuda:0", name: "cuda:0", memory: ["cupy"], bytes: 8 * 2 ** 30 }]);
  for (const text of ["cuda", "{}", '[{"id":1}]', '[{"id":"x","memory":["cpu"]}]'])
    await expect(knownDevices({ TITER_DEVICES: text })).rejects.toMatchObject({ code: "BAD_DEVICES" });
});
