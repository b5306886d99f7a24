import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { defineFunction, type SpecialOutput, type SpecialValue } from "#lib/functions/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { parseCsv } from "#lib/results/index.js";
import { idle, plateIndex } from "../compile/plates.js";
import { python } from "../python.js";
import { temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "B02"], 1, 2, 1));
let outputs = 0;

function making(
  specialOutputs: Record<string, SpecialOutput>,
  specials: Record<string, SpecialValue>,
  contract: "PURE_2D" | "PURE_3D" = "PURE_3D",
) {
  const { declaration } = idle(contract);
  return defineFunction({ ...declaration, id: "test.makes", specialOutputs, run: (stack) => ({ stack, specials }) });
}

async function filesOf(func: FunctionStep["func"][number], config: ConfigInput = {}) {
  const step = new FunctionStep({ name: "find", func });
  const outputRoot = join(folder, `output-${++outputs}`);
  const plan = await withConfig("pipeline", config, () => plate.compile([step], { outputRoot }));
  const result = await plate.execute(plan, { executor: "inline" });
  const results = join(outputRoot, "results");
  return { result, results, names: result.state === "completed" && outputs ? list(results) : [] };
}

function list(results: string): string[] {
  try {
    return readdirSync(results).sort();
  } catch {
    return [];
  }
}

const labels = { height: 3, width: 4, data: Int32Array.of(0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 2) };

test("values become files named by step, value, well and the components that tell them apart", async () => {
  const func = making(
    {
      positions: { kind: "value", save: "json", doc: "" },
      cells: { kind: "table", save: "csv", doc: "" },
      masks: { kind: "value", save: "rois", doc: "" },
      kept: { kind: "value", doc: "" },
    },
    {
      positions: { at: Float64Array.of(0.5, 2), ok: true },
      cells: { label: [1, 2], area: [4, 1.5] },
      masks: labels,
      kept: 1,
    },
  );
  const { names, results } = await filesOf(func);
  const channels = (name: string, ending: string) =>
    ["A01", "B02"].flatMap((well) => [1, 2].map((channel) => `find_${name}_${well}_channel-${channel}.${ending}`));
  expect(names).toEqual([
    ...channels("cells", "csv"),
    ...channels("masks", "roi.zip"),
    ...channels("positions", "json"),
  ]);
  const read = (name: string) => readFileSync(join(results, name), "utf8");
  expect(JSON.parse(read("find_positions_B02_channel-2.json"))).toEqual({ at: [0.5, 2], ok: true });
  expect(parseCsv(read("find_cells_A01_channel-1.csv")).rows()).toEqual([
    { label: 1, area: 4 },
    { label: 2, area: 1.5 },
  ]);
  const script = `
import sys, json, roifile
print(json.dumps([[r.name, r.integer_coordinates.tolist()] for r in roifile.roiread(sys.stdin.read())]))`;
  expect(await python(script, join(results, "find_masks_A01_channel-1.roi.zip"))).toMatchObject([
    ["0001", expect.any(Array)],
    ["0002", expect.any(Array)],
  ]);
});

test("nothing is written when materializeRuntimeArtifacts is off, and the plan says so", async () => {
  const func = making({ positions: { kind: "value", save: "json", doc: "" } }, { positions: 1 });
  expect((await filesOf(func, { materializeRuntimeArtifacts: false })).names).toEqual([]);
});

test("a value that its format can't hold fails its well with step and name", async () => {
  const func = making(
    { masks: { kind: "value", save: "rois", doc: "" } },
    { masks: { height: 1, width: 1, data: [1] } },
  );
  const { result } = await filesOf(func);
  expect(result.failures.map(({ error }) => [error?.code, error?.where.step])).toEqual([
    ["FUNCTION_SPECIALS", "find"],
    ["FUNCTION_SPECIALS", "find"],
  ]);
});

test("a value that is no table can't be declared as CSV", () => {
  expect(() => making({ at: { kind: "value", save: "csv", doc: "" } }, {})).toThrow(
    expect.objectContaining({ code: "BAD_DECLARATION" }),
  );
});

test("two steps whose files would have one name are a problem", async () => {
  const saved = (name: string) => making({ [name]: { kind: "value", save: "json", doc: "" } }, { [name]: 1 });
  const steps = [
    new FunctionStep({ name: "a", func: saved("b_c") }),
    new FunctionStep({ name: "a_b", func: saved("c") }),
  ];
  await expect(compile(steps, plateIndex({ wells: ["A01"] }))).rejects.toMatchObject({
    details: { problems: [{ code: "TABLE_CONFLICT", step: "a_b" }] },
  });
});
