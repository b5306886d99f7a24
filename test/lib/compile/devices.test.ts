import { expect, test } from "@jest/globals";
import { type CompileOptions, compile, type Device } from "#lib/compile/index.js";
import { defineFunction, type MemoryType } from "#lib/functions/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "A02", "A03", "A04"], channels: 2 });
const memory = (input: MemoryType, output = input) =>
  defineFunction({ ...idle("PURE_2D").declaration, id: `test.${input}.${output}`, memory: { input, output } });
const step = (name: string, ...func: ReturnType<typeof memory>[]) => new FunctionStep({ name, func });
/** Two steps on a device, with one on the processor between them. */
const steps = [
  step("there", memory("cpu", "cupy"), memory("cupy", "cpu")),
  step("here", memory("cpu")),
  step("again", memory("cpu", "cupy"), memory("cupy", "cpu")),
];
const gpus = (count: number): Device[] =>
  Array.from({ length: count }, (_, i) => ({ id: `cuda:${i}`, memory: ["cupy", "torch"] }));
const devicesOf = async (options: CompileOptions, of = steps) =>
  (await compile(of, plate, options)).wells.map(({ devices }) => devices);

test("wells take turns with the devices, and all steps of a well keep to one", async () => {
  const on = (id: string) => ({ "0": id, "2": id });
  expect(await devicesOf({ devices: gpus(1) })).toEqual([0, 0, 0, 0].map((n) => on(`cuda:${n}`)));
  expect(await devicesOf({ devices: gpus(3) })).toEqual([0, 1, 2, 0].map((n) => on(`cuda:${n}`)));
  expect(await devicesOf({ devices: gpus(8) })).toEqual([0, 1, 2, 3].map((n) => on(`cuda:${n}`)));
});

test("a step that the well's device can't do goes to one that can", async () => {
  const devices: Device[] = [...gpus(2), { id: "gpu", memory: ["webgpu"] }];
  const other = [...steps, step("web", memory("cpu", "webgpu"), memory("webgpu", "cpu"))];
  expect((await devicesOf({ devices }, other)).slice(0, 2)).toEqual([
    { "0": "cuda:0", "2": "cuda:0", "3": "gpu" },
    { "0": "cuda:1", "2": "cuda:1", "3": "gpu" },
  ]);
});

test("steps on the processor need no device, and routes have their own", async () => {
  expect(await devicesOf({}, [step("here", memory("cpu"))])).toEqual([undefined, undefined, undefined, undefined]);
  const routed = new FunctionStep({
    name: "s",
    func: { "1": memory("cpu"), "2": [memory("cpu", "torch"), memory("torch", "cpu")] },
  });
  expect((await devicesOf({ devices: gpus(2) }, [routed]))[1]).toEqual({ "1": "cuda:1" });
});

test.each<[string, Device[], string]>([
  ["none is declared", [], "At hand: the processor (cpu). Use functions for one of these."],
  [
    "none of the declared has the memory",
    [{ id: "gpu", memory: ["webgpu"] }],
    "At hand: the processor (cpu); gpu (webgpu). Use functions for one of these.",
  ],
])("a step that needs a device is a problem of each such step when %s", async (_, devices, hint) => {
  await expect(compile(steps, plate, { devices })).rejects.toMatchObject({
    details: {
      problems: [
        { code: "NO_DEVICE", step: "there", value: ["cupy"], hint },
        { code: "NO_DEVICE", step: "again", hint },
      ],
    },
  });
});

test("the machine's devices do not change what a plan computes", async () => {
  const [one, eight] = [
    await compile(steps, plate, { devices: gpus(1) }),
    await compile(steps, plate, { devices: gpus(8) }),
  ];
  expect(one.digest).toBe(eight.digest);
});
