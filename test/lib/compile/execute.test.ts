// Plans that the engine's own tests do not reach, executed in this process and compared with the plate's raw pixels.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import type { CompileOptions } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { defineFunction } from "#lib/functions/index.js";
import { countCellsSingleChannel, createProjection } from "#lib/functions/library/index.js";
import type { Plane } from "#lib/image/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { temporaryFolder, writePlate } from "../engine/support.js";

jest.setTimeout(60_000); // the kernels load on busy machines

const folder = temporaryFolder();
let numbers = 0;

const invert = defineFunction({
  id: "test.invert",
  version: 1,
  doc: "65535 minus each pixel.",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  parameters: {},
  run: ([plane], _, context) => {
    const out = context.acquire(plane!);
    for (let i = 0; i < out.data.length; i++) out.data[i] = 65535 - plane!.data[i]!;
    return { stack: [out] };
  },
});
const project = new FunctionStep({ name: "project", func: createProjection, variableComponents: ["z"] });

/** Runs steps over a plate of 2 wells, 2 sites, 2 channels and 2 z planes. */
async function run(
  steps: readonly FunctionStep[],
  config: ConfigInput = {},
  options: CompileOptions = {},
  without?: string,
) {
  const source = writePlate(join(folder, `plate-${++numbers}`), ["A01", "A02"]);
  if (without) rmSync(join(source, without));
  const plate = await PipelineOrchestrator.open(source);
  const plan = await withConfig("pipeline", config, () => plate.compile(steps, options));
  const running = plate.execute(plan, { executor: "inline" });
  expect(await running).toMatchObject({ state: "completed" });
  const raw = (channel: number, z: number) => plate.image({ well: "A02", site: 2, channel, z }).data;
  const result = (channel: number, z = 1) => running.image({ well: "A02", site: 2, channel, z }).data;
  return { running, raw, result };
}

function pixelwise(planes: readonly Plane["data"][], fn: (...values: number[]) => number): number[] {
  return Array.from(planes[0]!, (_, i) => fn(...planes.map((plane) => plane[i]!)));
}

/** A column of the table of counts, without quotes. */
function column(output: string, name: string): string[] {
  const [head = [], ...rows] = readFileSync(join(output, "results", "count_counts.csv"), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', "").split(","));
  return rows.map((row) => row[head.indexOf(name)] ?? "");
}

test("only the routed channel is processed, the other passes unchanged", async () => {
  const { raw, result } = await run([project, new FunctionStep({ name: "invert", func: { "2": invert } })]);
  const projected = (channel: number) => pixelwise([raw(channel, 1), raw(channel, 2)], Math.max);
  expect(Array.from(result(1))).toEqual(projected(1));
  expect(Array.from(result(2))).toEqual(projected(2).map((value) => 65535 - value));
});

test("routes fill one table, with the channels of its route", async () => {
  const count = new FunctionStep({ name: "count", func: { "2": countCellsSingleChannel } });
  const { running } = await run([project, count]);
  const channels = column(running.output, "channel");
  expect([new Set(channels), channels.length]).toEqual([new Set(["2"]), 4]);
});

test("wells that a step filter leaves out get tables but no images", async () => {
  const count = new FunctionStep({
    name: "count",
    func: countCellsSingleChannel,
    stepWellFilterConfig: { wellFilter: "A02" },
  });
  const { running, result } = await run([project, count]);
  expect(new Set(column(running.output, "well"))).toEqual(new Set(["A01", "A02"]));
  expect(result(1).length).toBe(96 * 128);
  expect(() => running.image({ well: "A01", site: 1, channel: 1 })).toThrow(/A02/);
});

test("a last step that starts from the plate gives raw planes, whatever the steps before it made", async () => {
  const keep = new FunctionStep({ name: "keep", func: invert, processingConfig: { inputSource: "pipeline_start" } });
  const { raw, result } = await run([project, keep]);
  for (const z of [1, 2]) expect(Array.from(result(2, z))).toEqual(pixelwise([raw(2, z)], (value) => 65535 - value));
});

test("with missing: warn a projection takes the planes that are there", async () => {
  const { raw, result } = await run([project], {}, { missing: "warn" }, "TimePoint_1/ZStep_1/plate_A02_s2_w1.TIF");
  expect(Array.from(result(1))).toEqual(Array.from(raw(1, 2)));
});

test("a value goes from the call that makes it to the calls of its channel, and reaches a table", async () => {
  const memory = { input: "cpu", output: "cpu" } as const;
  const brightest = defineFunction({
    id: "test.brightest",
    version: 1,
    doc: "Finds the brightest pixel of the group.",
    contract: "PURE_3D",
    memory,
    parameters: {},
    specialOutputs: { peak: { kind: "value", doc: "Its value and the values of each plane." } },
    run: (stack) => {
      const each = stack.map(({ data }) => Math.max(...data));
      return { stack, specials: { peak: { value: Math.max(...each), each: Float64Array.from(each) } } };
    },
  });
  const report = defineFunction({
    id: "test.report",
    version: 1,
    doc: "Writes down what it takes.",
    contract: "PURE_2D",
    memory,
    parameters: {},
    specialInputs: { peak: { doc: "" } },
    tables: { counts: [{ name: "peak", type: "number", doc: "" }] },
    run: (stack, _, { specials }) => {
      const { value, each } = specials.peak as { value: number; each: Float64Array };
      return { stack, tables: { counts: { peak: [value + each.length / 10] } } };
    },
  });
  const { running, raw } = await run([
    project,
    new FunctionStep({ name: "peak", func: brightest }),
    new FunctionStep({ name: "between", func: invert }),
    new FunctionStep({ name: "count", func: report }),
  ]);
  const peaks = [1, 2].map((channel) => {
    const planes = [1, 2].map((z) => raw(channel, z));
    return Math.max(...planes.map((plane) => Math.max(...plane)));
  });
  const found = column(running.output, "peak").map(Number);
  const [wells, channels, sites] = ["well", "channel", "site"].map((name) => column(running.output, name));
  for (const [i, channel] of [1, 2].entries()) {
    // raw() gives site 2 only; the peak is over both sites, so it is at least that, and one for both sites
    const rows = found.filter((_, row) => wells![row] === "A02" && channels![row] === String(channel));
    expect(new Set(rows).size).toBe(1);
    expect([rows.length, rows[0]! % 1]).toEqual([2, expect.closeTo(0.2)]);
    expect(rows[0]).toBeGreaterThanOrEqual(peaks[i]!);
  }
  expect(sites).toEqual(["1", "2", "1", "2", "1", "2", "1", "2"]);
});

test("a function that does not return what it declares fails its well with the name", async () => {
  const silent = defineFunction({
    id: "test.silent",
    version: 1,
    doc: "",
    contract: "PURE_3D",
    memory: { input: "cpu", output: "cpu" },
    parameters: {},
    specialOutputs: { peak: { kind: "value", doc: "" } },
    run: (stack) => ({ stack }),
  });
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, "silent"), ["A01"]));
  const plan = await plate.compile([new FunctionStep({ name: "silent", func: silent })]);
  const { wells } = await plate.execute(plan, { executor: "inline" });
  expect(wells).toMatchObject([{ state: "failed", error: { code: "FUNCTION_SPECIALS", where: { step: "silent" } } }]);
});

test("a checkpoint holds what its step made, for the wells of its filter, beside the result", async () => {
  const kept = new FunctionStep({
    name: "invert",
    func: invert,
    stepMaterializationConfig: { enabled: true, wellFilter: ["A02"] },
  });
  const { running, raw, result } = await run([kept, project]);
  for (const z of [1, 2]) {
    const { data } = running.image({ step: "invert", well: "A02", site: 2, channel: 1, z });
    expect(Array.from(data)).toEqual(pixelwise([raw(1, z)], (value) => 65535 - value));
  }
  expect(Array.from(result(1))).toEqual(pixelwise([raw(1, 1), raw(1, 2)], (...values) => 65535 - Math.min(...values)));
  expect(() => running.image({ step: "invert", well: "A01" })).toThrow(/A02/);
  expect(running.image({ step: "project", well: "A01" }).data.length).toBe(96 * 128);
});

test("working channels off one after the other gives the same result", async () => {
  const steps = [project, new FunctionStep({ name: "invert", func: invert })];
  const together = await run(steps);
  const apart = await run(steps, { sequentialProcessingConfig: { sequentialComponents: ["channel"] } });
  for (const channel of [1, 2]) expect(apart.result(channel)).toEqual(together.result(channel));
});

test("work that is spread over sites or channels gives the same images, and tables with the same rows", async () => {
  const count = new FunctionStep({ name: "count", func: countCellsSingleChannel, variableComponents: ["timepoint"] });
  const rows = ({ running }: Awaited<ReturnType<typeof run>>) => running.table("count", "counts").rows();
  const sorted = (found: ReturnType<typeof rows>) => found.map((row) => JSON.stringify(row)).sort();
  const whole = await run([project, count]);
  for (const multiprocessingAxis of ["site", "channel"] as const) {
    const parts = await run([project, count], { multiprocessingAxis });
    for (const channel of [1, 2]) expect(parts.result(channel)).toEqual(whole.result(channel));
    expect(sorted(rows(parts))).toEqual(sorted(rows(whole)));
    const { wells } = await parts.running;
    expect(wells.map(({ well }) => well)).toContain(`A02-${multiprocessingAxis}-2`);
  }
});

test("a step's planes are converted by range to the pixel type that it asks for, and back", async () => {
  const small = new FunctionStep({ name: "invert", func: invert, dtypeConfig: { defaultDtypeConversion: "uint8" } });
  const { raw, result, running } = await run([project, small]);
  const projected = pixelwise([raw(1, 1), raw(1, 2)], Math.max);
  expect(running.image({ well: "A02" }).header.dtype).toBe("uint8");
  expect(Array.from(result(1))).toEqual(projected.map((value) => Math.floor(((65535 - value) * 255) / 65535)));
  const there = new FunctionStep({ name: "there", func: invert, dtypeConfig: { defaultDtypeConversion: "float32" } });
  const back = new FunctionStep({
    name: "back",
    func: createProjection,
    variableComponents: ["timepoint"],
    dtypeConfig: { defaultDtypeConversion: "uint16" },
  });
  const round = await run([project, there, back]);
  const off = Array.from(round.result(1), (value, i) => 65535 - projected[i]! - value);
  expect(off.every((difference) => difference === 0 || difference === 1)).toBe(true); // float32 rounds, integers round down
});
