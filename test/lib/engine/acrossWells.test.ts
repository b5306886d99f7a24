// Nothing is tied to wells: with another multiprocessing axis, a step may work on the planes of several wells at once.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { defineFunction } from "#lib/functions/index.js";
import { countCellsSingleChannel, maxProjection } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "../compile/plates.js";
import { ownEngine, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);
const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "A02", "B01"], 2, 1, 1));
const over = (
  variableComponents: FunctionStep["variableComponents"],
  func: FunctionStep["func"][number] = maxProjection,
) => new FunctionStep({ name: "over", func, variableComponents, groupBy: "none" });
let outputs = 0;

async function run(
  steps: readonly FunctionStep[],
  config: ConfigInput = {},
  executor: "inline" | "threads" = "inline",
) {
  const outputRoot = join(folder, `output-${++outputs}`);
  const axis = { multiprocessingAxis: "site", ...config } as const;
  const plan = await withConfig("pipeline", axis, () => plate.compile(steps, { outputRoot }));
  const run = plate.execute(plan, { executor });
  const result = await run;
  return { result, outputRoot, run: { image: run.image.bind(run), table: run.table.bind(run) } };
}

const raw = (well: string, site: number) => [...plate.image({ well, site, channel: 1 }).data];
const highest = (site: number) => {
  const planes = ["A01", "A02", "B01"].map((well) => raw(well, site));
  return planes[0]!.map((_, i) => Math.max(...planes.map((plane) => plane[i]!)));
};

test.each(["inline", "threads"] as const)(
  "a projection over wells has the pixels of all, under the first well, %s",
  async (executor) => {
    const { result, run: made, outputRoot } = await run([over(["well"])], {}, executor);
    expect(result.wells.map(({ well, state }) => `${well} ${state}`)).toEqual(["site-1 done", "site-2 done"]);
    for (const site of [1, 2]) expect([...made.image({ well: "A01", site }).data]).toEqual(highest(site));
    expect(() => made.image({ well: "B01" })).toThrow(/A01/);
    expect(readdirSync(join(outputRoot, "images.zarr")).sort()).toEqual(["A", "zarr.json"]);
  },
);

test("planes of several wells that stay apart are written to their own wells, through TIFF files as well", async () => {
  const keep = idle("PURE_3D");
  for (const vfsConfig of [{}, { intermediateBackend: "disk", materializationBackend: "disk" }] as const) {
    const { run: made } = await run(
      [over(["well"], keep), new FunctionStep({ name: "next", func: keep, variableComponents: ["z"] })],
      {
        vfsConfig,
      },
    );
    for (const well of ["A01", "A02", "B01"]) expect([...made.image({ well, site: 2 }).data]).toEqual(raw(well, 2));
  }
});

test("rows name their well, or none when they are about several", async () => {
  const counting = new FunctionStep({
    name: "count",
    func: countCellsSingleChannel,
    variableComponents: ["well"],
    groupBy: "none",
  });
  const { run: made } = await run([counting]);
  expect(made.table("count").column("well")).toEqual(["A01", "A02", "B01", "A01", "A02", "B01"]);
});

test("a plane's history names the files of all wells that it was made of", async () => {
  const { run: made } = await run([over(["well"])]);
  const { history } = made.image({ well: "A01", site: 2 });
  expect(history?.files.map((file) => /_([A-Z]\d\d)_/.exec(file)?.[1])).toEqual(["A01", "A02", "B01"]);
});

test("filters of wells keep the images of those", async () => {
  const config: ConfigInput = { stepWellFilterConfig: { wellFilter: ["B01"] } };
  const { run: made } = await run([over(["well"], idle("PURE_3D"))], config);
  expect([...made.image({ well: "B01", site: 1 }).data]).toEqual(raw("B01", 1));
  expect(() => made.image({ well: "A01" })).toThrow(/B01/);
});

test("wells route functions by their names", async () => {
  const inverted = defineFunction({
    ...idle("PURE_2D").declaration,
    id: "test.inverted",
    run: ([plane], _, context) => {
      const out = context.acquire(plane!);
      out.data.set(plane!.data.map((value) => 65535 - value));
      return { stack: [out] };
    },
  });
  const routed = new FunctionStep({
    name: "over",
    func: { A02: inverted },
    groupBy: "well",
    variableComponents: ["z"],
  });
  const { run: made } = await run([routed]);
  expect([...made.image({ well: "A02", site: 1 }).data]).toEqual(raw("A02", 1).map((value) => 65535 - value));
  expect([...made.image({ well: "B01", site: 1 }).data]).toEqual(raw("B01", 1));
  const unknown = new FunctionStep({
    name: "over",
    func: { C07: inverted },
    groupBy: "well",
    variableComponents: ["z"],
  });
  await expect(run([unknown])).rejects.toMatchObject({
    details: { problems: [{ code: "UNKNOWN_ROUTE", value: ["C07"], allowed: ["A01", "A02", "B01"] }] },
  });
  await expect(run([routed], { multiprocessingAxis: "well" })).rejects.toMatchObject({
    details: { problems: [{ code: "AXIS_OVERLAP", field: "groupBy" }] },
  });
});

test("wells one after the other give what they give together", async () => {
  const one = { sequentialProcessingConfig: { sequentialComponents: ["well"] } } as const;
  const { run: made, result } = await run([over(["z"])], one);
  expect(result.wells.map(({ well }) => well)).toEqual(["site-1", "site-2"]);
  for (const well of ["A01", "A02", "B01"]) expect([...made.image({ well, site: 2 }).data]).toEqual(raw(well, 2));
});

test("over wells while work is spread over wells is a problem", async () => {
  const index = plateIndex({ wells: ["A01", "A02"] });
  await expect(compile([over(["well"])], index)).rejects.toMatchObject({
    details: { problems: [{ code: "AXIS_OVERLAP", step: "over", value: "well" }] },
  });
});

test("without a step over wells, parts of wells stay apart", async () => {
  const index = plateIndex({ wells: ["A01", "A02"], sites: 2 });
  const plan = await withConfig("pipeline", { multiprocessingAxis: "site" }, () => compile([over(["z"])], index));
  expect(plan.wells.map(({ unit }) => unit)).toEqual(["A01-site-1", "A01-site-2", "A02-site-1", "A02-site-2"]);
  expect(JSON.stringify(plan)).not.toContain("wellNumber");
});
