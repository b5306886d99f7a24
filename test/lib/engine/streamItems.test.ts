import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { defineFunction } from "#lib/functions/index.js";
import { countCellsSingleChannel, label, threshold } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { hubClient, shownBy } from "./hubSupport.js";
import { ownEngine, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(120_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const plateFolder = writePlate(join(folder, "plate"), ["A01"], 1, 1, 1);
const id = { well: "A01", site: 1, channel: 1, z: 1, timepoint: 1 };

async function runOf(step: FunctionStep, ...before: FunctionStep[]) {
  const plate = await PipelineOrchestrator.open(plateFolder);
  const outputRoot = join(folder, step.name);
  const run = plate.execute(await plate.compile([...before, step], { outputRoot }));
  expect(await run).toMatchObject({ state: "completed" });
  for await (const { runId } of run.events) return { run, source: { kind: "run" as const, runId } };
  throw new Error("the run has no events");
}

/** A function whose code travels; its special value `masks` is the same for every plane. */
function maskMaker() {
  const text = `defineFunction({
    id: "test.masks", version: 1, doc: "", contract: "PURE_2D", memory: { input: "cpu", output: "cpu" }, parameters: {},
    specialOutputs: { masks: { kind: "value", save: "rois", doc: "" } },
    run: (stack) => ({
      stack,
      specials: { masks: { height: 3, width: 4, data: Int32Array.of(0, 7, 7, 0, 0, 7, 7, 0, 0, 0, 0, 2) } },
    }),
  })`;
  const source = {
    imports: [{ module: "titer", names: { defineFunction: "defineFunction" } }],
    declarations: [],
    definition: text,
  };
  const { declaration } = new Function("defineFunction", `return ${text}`)(defineFunction);
  return defineFunction(declaration, { source: async () => source });
}

test("a label image is streamed as labels, in whole numbers", async () => {
  const mask = new FunctionStep({ name: "mask", func: threshold.with({ threshold: 3000 }) });
  const napariStreamingConfig = { enabled: true, port: 6001 };
  const { run, source } = await runOf(new FunctionStep({ name: "objects", func: label, napariStreamingConfig }), mask);
  const hub = await hubClient();
  const { planes } = await shownBy(hub, "napari:6001", 1);
  expect(planes[0]).toMatchObject({ ...id, step: "objects", content: "labels", dtype: "int32" });
  expect(planes[0]?.pixels).toEqual(run.image(id).data);
  expect(new Set(planes[0]?.pixels).size).toBeGreaterThan(2);
  expect(await hub.describe(source)).toMatchObject({ content: "labels", dtype: "int32" });
  hub.close();
});

test("a table with places is streamed as points, and can be had of the finished run", async () => {
  const napariStreamingConfig = { enabled: true, port: 6002 };
  const { run, source } = await runOf(
    new FunctionStep({ name: "count", func: countCellsSingleChannel, napariStreamingConfig }),
  );
  const hub = await hubClient();
  const { shapes } = await shownBy(hub, "napari:6002", 2);
  const cells = run.table("count", "cells").rows();
  expect(cells.length).toBeGreaterThan(1);
  expect(shapes[0]).toMatchObject({ ...id, step: "count", name: "cells", content: "points", count: cells.length });
  expect(shapes[0]?.layer?.layer).toBe("Step_00_count_cells");
  expect([...(shapes[0]?.arrays.ids ?? [])]).toEqual(cells.map((cell) => cell.label));
  const places = cells.flatMap(({ x, y }) => [Number(x) + 0.5, Number(y) + 0.5]);
  expect([...(shapes[0]?.arrays.vertices ?? [])]).toEqual(places.map(Math.fround));
  const kept = await hub.shapes(source, "A01", id);
  expect(kept.shapes).toMatchObject([{ ...id, step: "count", name: "cells", content: "points" }]);
  expect(kept.arrays[0]).toEqual(shapes[0]?.arrays);
  hub.close();
});

test("label images among special values are streamed as outlines along the edges of pixels", async () => {
  const napariStreamingConfig = { enabled: true, port: 6003 };
  await runOf(new FunctionStep({ name: "masks", func: maskMaker(), napariStreamingConfig }));
  const hub = await hubClient();
  const { shapes } = await shownBy(hub, "napari:6003", 2);
  expect(shapes[0]).toMatchObject({ ...id, step: "masks", name: "masks", content: "outlines", count: 2, vertices: 8 });
  const { ids, starts, vertices } = shapes[0]?.arrays ?? {};
  expect([...(ids ?? [])]).toEqual([7, 2]);
  expect([...(starts ?? [])]).toEqual([0, 4, 8]);
  expect([...(vertices ?? [])]).toEqual([1, 0, 3, 0, 3, 2, 1, 2, 3, 2, 4, 2, 4, 3, 3, 3]);
  hub.close();
});
