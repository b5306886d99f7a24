// Every value of the domain shows itself: data of its own MIME type, PNG or HTML, and text.
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { ownEngine, temporaryFolder, writePlate } from "../../lib/engine/support.js";
import { KernelProcess } from "../support/kernelProcess.js";

jest.setTimeout(120_000); // engines start on busy machines

const folder = temporaryFolder();
ownEngine(folder);
const path = writePlate(join(folder, "plate"), ["A01", "B02"], 1, 1, 1);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  const { reply } = await kernel.client.execute(`
    import { FunctionStep, Pipeline, PipelineConfig, PipelineOrchestrator } from "titer";
    import { countCellsSingleChannel } from "titer/functions";
    const plate = await PipelineOrchestrator.open(${JSON.stringify(path)});
    const step = new FunctionStep({ name: "count", func: countCellsSingleChannel });
    const pipeline = new Pipeline({ name: "mine", steps: [step] });
    const plan = await plate.compile(pipeline, { outputRoot: ${JSON.stringify(join(folder, "out"))} });
    const run = plate.execute(plan);
    const result = await run;`);
  if (reply.content.status !== "ok") throw new Error(String(reply.content.evalue));
});
afterAll(() => kernel.stop());

test.each([
  ["plate", "application/vnd.titer.value+json", ["image/png", "text/html"]],
  ['plate.image({ well: "A01" })', "application/vnd.titer.plane+json", ["image/png"]],
  ["plan", "application/vnd.titer.value+json", ["text/html"]],
  ["run", "application/vnd.titer.run+json", ["text/html"]],
  ["result", "application/vnd.titer.value+json", ["text/html"]],
  ['run.table("count")', "application/vnd.titer.table+json", ["text/html"]],
  ["new PipelineConfig()", "application/vnd.titer.value+json", ["text/html"]],
  ["pipeline", "application/vnd.titer.value+json", ["text/html"]],
  ["countCellsSingleChannel", "application/vnd.titer.value+json", ["text/html"]],
])("%s", async (code, mime, pictures) => {
  const { outputs } = await kernel.client.execute(code);
  const shown = outputs.find(({ type }) => type === "execute_result" || type === "display_data");
  const data = shown?.content.data as Readonly<Record<string, unknown>>;
  expect(Object.keys(data).sort()).toEqual(expect.arrayContaining([mime, ...pictures, "text/plain"]));
  expect(data[mime]).toMatchObject({ version: 1 });
  for (const type of [...pictures, "text/plain"]) expect(String(data[type]).length).toBeGreaterThan(10);
});
