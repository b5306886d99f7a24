import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute('import { PathPlanningConfig, PipelineConfig } from "titer/config";');
});
afterAll(() => kernel.stop());

const workers = async (): Promise<string | undefined> =>
  resultText((await kernel.client.execute("new PipelineConfig().numWorkers")).outputs);
const suffix = async (): Promise<string | undefined> =>
  resultText((await kernel.client.execute("new PipelineConfig().pathPlanningConfig.outputDirSuffix")).outputs);

test("a cell's values hold in later cells, their awaits and timers", async () => {
  const cell = '%%config pipeline\n# two workers\nnumWorkers = 2\npathPlanning.outputDirSuffix = "_other"';
  const { outputs } = await kernel.client.execute(cell);
  const shown = outputs[0]?.content.data as Record<string, string>;
  expect(shown["text/plain"]).toMatch(/numWorkers +2 +pipeline, line 3/);
  expect(shown["text/html"]).toContain('<td style="text-align:left">pathPlanning.outputDirSuffix</td>');
  expect(await workers()).toBe("2");
  expect(await suffix()).toBe("'_other'");
  const late = await kernel.client.execute(
    "await new Promise((done) => setTimeout(() => done(new PipelineConfig().numWorkers), 5))",
  );
  expect(resultText(late.outputs)).toBe("2");
});

test("running a cell again replaces what it set before", async () => {
  await kernel.client.execute("%%config pipeline\nnumWorkers = 3");
  expect(await workers()).toBe("3");
  expect(await suffix()).not.toBe("'_other'");
});

test("the pipeline scope lies inside the global one", async () => {
  await kernel.client.execute("%%config global\nnumWorkers = 7");
  expect(await workers()).toBe("3");
  await kernel.client.execute("%%config pipeline\n");
  expect(await workers()).toBe("7");
});

test("a bad value names the cell's line and changes nothing", async () => {
  const { reply } = await kernel.client.execute("%%config global\nnumWorkers = 8\nnumWorkrs = 9");
  expect(reply.content.evalue).toMatch(/line 3.*numWorkers/s);
  expect(await workers()).toBe("7");
});

test("the text is never run", async () => {
  const { reply } = await kernel.client.execute("%%config global\nnumWorkers = (globalThis.ran = 1)");
  expect(reply.content.status).toBe("error");
  expect(resultText((await kernel.client.execute('"ran" in globalThis')).outputs)).toBe("false");
});

test.each([
  ["%%config plates", "%%config global, %%config pipeline"],
  ["%%confg global", "Did you mean %%config?"],
  ["%%", "Known directives: %%config SCOPE, %%strict"],
])("%s is refused with the known ones", async (code, hint) => {
  const { reply } = await kernel.client.execute(code);
  expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining(hint) });
});
