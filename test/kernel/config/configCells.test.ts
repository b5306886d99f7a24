import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
let serial = 0;
const used: string[] = [];

beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute(`import * as titer from "titer";
import { PipelineConfig, StepWellFilterConfig, FunctionStep } from "titer";
import { tophat } from "titer/functions";`);
});
afterAll(() => kernel.stop());

// Each test begins in a notebook without configuration.
beforeEach(async () => {
  await kernel.client.executeCell("clean", "1", used.splice(0));
});

/** Runs a configuration cell; another run of the same id is another run of the same cell. */
async function config(id: string, code: string) {
  used.push(id);
  const { reply, outputs } = await kernel.client.executeCell(id, `%%config ${code}`);
  if (reply.content.status !== "ok") throw new Error((reply.content.traceback as string[]).join("\n"));
  return outputs[0]?.content.data as Record<string, string>;
}

async function value(code: string): Promise<string | undefined> {
  const { reply, outputs } = await kernel.client.executeCell(`value-${++serial}`, code);
  if (reply.content.status !== "ok") throw new Error(String(reply.content.evalue));
  return resultText(outputs);
}
const workers = () => value("new PipelineConfig().numWorkers");
const suffix = () => value("new PipelineConfig().pathPlanningConfig.outputDirSuffix");

test("a cell's values hold in later cells, their awaits and timers", async () => {
  const shown = await config("a", 'pipeline\n# two workers\nnumWorkers = 2\npathPlanning.outputDirSuffix = "_other"');
  expect(shown["text/plain"]).toMatch(/numWorkers +2 +pipeline, GlobalPipelineConfig/);
  expect(shown["text/html"]).toContain('<td style="text-align:left">pathPlanning.outputDirSuffix</td>');
  expect(await workers()).toBe("2");
  expect(await suffix()).toBe("'_other'");
  expect(await value("await new Promise((done) => setTimeout(() => done(new PipelineConfig().numWorkers), 5))")).toBe(
    "2",
  );
});

test("running a cell again replaces what it set before", async () => {
  await config("a", 'pipeline\nnumWorkers = 2\npathPlanning.outputDirSuffix = "_other"');
  await config("a", "pipeline\nnumWorkers = 3");
  expect(await workers()).toBe("3");
  expect(await suffix()).toBe("'_titer'");
});

test("cells of one scope add up; the one that ran last counts, whatever stands above", async () => {
  await config("a", "pipeline\nnumWorkers = 2");
  await config("b", 'pipeline\nnumWorkers = 3\npathPlanning.outputDirSuffix = "_b"');
  expect(await workers()).toBe("3");
  await config("a", "pipeline\nnumWorkers = 2");
  expect(await workers()).toBe("2");
  expect(await suffix()).toBe("'_b'");
});

test("a cell that sets another scope now leaves nothing at the old one", async () => {
  await config("a", "pipeline\nnumWorkers = 2");
  await config("b", "global\nnumWorkers = 7");
  await config("a", 'global\npathPlanning.outputDirSuffix = "_a"');
  expect(await workers()).toBe("7");
});

test("a cell that became an ordinary one sets nothing any more", async () => {
  await config("a", "pipeline\nnumWorkers = 2");
  await kernel.client.executeCell("a", "1 + 1");
  expect(await workers()).toBe("1");
});

test("a deleted cell, run elsewhere under a new id, leaves no ghost", async () => {
  await config("a", 'pipeline\nnumWorkers = 2\npathPlanning.outputDirSuffix = "_ghost"');
  used.push("pasted");
  await kernel.client.executeCell("pasted", "%%config pipeline\nnumWorkers = 4", ["a"]);
  expect(await workers()).toBe("4");
  expect(await suffix()).toBe("'_titer'");
});

test("without ids, as in nbclient, cells add up in their order; one without fields takes all of them back", async () => {
  await kernel.client.execute("%%config pipeline\nnumWorkers = 2");
  await kernel.client.execute('%%config pipeline\npathPlanning.outputDirSuffix = "_x"');
  await kernel.client.execute("%%config pipeline\nnumWorkers = 5");
  expect([await workers(), await suffix()]).toEqual(["5", "'_x'"]);
  await kernel.client.execute("%%config pipeline\n");
  expect([await workers(), await suffix()]).toEqual(["1", "'_titer'"]);
});

test("the pipeline scope lies inside the global one", async () => {
  await config("g", "global\nnumWorkers = 7");
  await config("p", "pipeline\nnumWorkers = 3");
  expect(await workers()).toBe("3");
  await config("p", "pipeline\n");
  expect(await workers()).toBe("7");
});

test("a step's cell holds for this step alone, and where a cell asks for it", async () => {
  await config("p", "pipeline\nstepWellFilter.wellFilter = 2");
  await config("s", "step blur\nprocessing.variableComponents = ['z']\nstepWellFilter.wellFilter = 1");
  expect(
    await value("['blur', 'count'].map((name) => new FunctionStep({ name, func: tophat }).variableComponents[0])"),
  ).toBe("[ 'z', 'site' ]");
  expect(await value("new StepWellFilterConfig.Lazy().wellFilter")).toBe("2");
  expect(await value("%%context pipeline, step blur\nnew StepWellFilterConfig.Lazy().wellFilter")).toBe("1");
  expect(await value("%%context global\nnew StepWellFilterConfig.Lazy().wellFilter")).not.toBe("2");
});

test("a plate's cell holds for the plate at that path, counted from the notebook", async () => {
  await config("p", "plate plates/a\nnumWorkers = 6");
  const folder = join(kernel.folder, "plates", "a");
  expect(await workers()).toBe("1");
  expect(
    await value(`titer.enterNamed("plate", ${JSON.stringify(folder)}, () => new PipelineConfig().numWorkers)`),
  ).toBe("6");
  expect(await value("%%context plate plates/a\nnew PipelineConfig().numWorkers")).toBe("6");
});

test("everything that is wrong is marked in a code frame, and nothing is set", async () => {
  await config("a", "global\nnumWorkers = 7");
  await expect(config("a", "global\nnumWorkers = 0\nnumWorkrs = 9\nzarr.compressor = lz4")).rejects.toThrow(
    /In\[\d+\]:2:14 - error BAD_FIELD: .*Give a whole number from 1 up to 1024\.[\s\S]*\| {14}\^\n[\s\S]*:3:1 - error UNKNOWN_FIELD: .*Did you mean "numWorkers"[\s\S]*:4:19 - error CONFIG_CELL/,
  );
  expect(await workers()).toBe("7");
});

test("a field that has no effect for a step is refused", async () => {
  await expect(config("s", "step blur\nnumWorkers = 2")).rejects.toThrow(/numWorkers cannot be set for one step/);
});

test("the text is never run", async () => {
  await expect(config("a", "global\nnumWorkers = (globalThis.ran = 1)")).rejects.toThrow();
  expect(await value('"ran" in globalThis')).toBe("false");
});

test("titer.explain says a field's value and origin", async () => {
  await config("a", "global\nnumWorkers = 7");
  expect(await value('titer.explain(new PipelineConfig(), "numWorkers")')).toBe(
    "{ value: 7, scope: 'global', configName: 'GlobalPipelineConfig' }",
  );
});

test.each([
  ["%%config plates", 'Did you mean "plate"? Use one of: global, pipeline, plate PATH, step NAME'],
  ["%%config step", "Use one of: global, pipeline, plate PATH, step NAME"],
  ["%%context step blurr\n1", "Run its %%config cell first; set are: none"],
  ["%%confg global", "Did you mean %%config?"],
  ["%%", "Known directives: %%config SCOPE, %%context SCOPES, %%strict"],
])("%s is refused with the known ones", async (code, hint) => {
  const { reply } = await kernel.client.execute(code);
  expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining(hint) });
});
