import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type ConfigFormUpdate, type ConfigOutput, configMime, configTarget } from "#lib/protocol/index.js";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute('import { PipelineConfig } from "titer";');
});
afterAll(() => kernel.stop());

async function show(id: string, code: string): Promise<ConfigOutput> {
  const { outputs } = await kernel.client.executeCell(id, code);
  const result = outputs.find(({ type }) => type === "execute_result")!;
  return (result.content.data as Record<string, ConfigOutput>)[configMime]!;
}

/** A form as a page has it: what the kernel said to it, in order. */
async function open(formId: string) {
  const comm = randomUUID();
  const updates = (): ConfigFormUpdate[] =>
    kernel.client.seen.filter((one) => one.content.comm_id === comm).map((one) => one.content.data as ConfigFormUpdate);
  const idle = async (id: string): Promise<ConfigFormUpdate | undefined> => {
    await kernel.client.waitFor((one) => one.parent === id && one.content.execution_state === "idle");
    return updates().at(-1);
  };
  const opening = { comm_id: comm, target_name: configTarget, data: { formId } };
  await idle(await kernel.client.send("shell", "comm_open", opening));
  return {
    updates,
    closed: () => kernel.client.seen.some((one) => one.type === "comm_close" && one.content.comm_id === comm),
    ask: async (data: object) => idle(await kernel.client.send("shell", "comm_msg", { comm_id: comm, data })),
  };
}

const workers = async (): Promise<string | undefined> =>
  resultText((await kernel.client.execute("new PipelineConfig().numWorkers")).outputs);

test("a form lists its scope's fields with docs and limits, and what empty ones show", async () => {
  await show("g", "%%config global\nnumWorkers = 7");
  const { groups, values, title } = await show("p", "%%config pipeline\nzarr.pyramid = true");
  expect(title).toBe("pipeline configuration");
  expect(groups[0]?.fields.find(({ path }) => path === "numWorkers")).toMatchObject({
    kind: "integer",
    min: 1,
    max: 1024,
    doc: "How many wells are processed at a time.",
  });
  expect(values.numWorkers).toEqual({ placeholder: "Global default: 7" });
  expect(values["zarr.pyramid"]).toMatchObject({ own: true });
});

test("a step's form has the configs of steps only", async () => {
  const { groups, title } = await show("s", "%%config step blur");
  expect(title).toBe("configuration of the step blur");
  expect(groups.map(({ name }) => name)).toContain("stepWellFilter");
  expect(groups.map(({ name }) => name)).not.toContain("pathPlanning");
});

test("an edit counts for later cells and reaches all open forms", async () => {
  const global = await open((await show("g", "%%config global\nnumWorkers = 7")).formId);
  const pipeline = await open((await show("p", "%%config pipeline")).formId);
  expect(await global.ask({ kind: "set", path: "numWorkers", value: 3 })).toMatchObject({
    values: { numWorkers: { own: 3 } },
    unwritten: ["numWorkers"],
  });
  expect(pipeline.updates().at(-1)).toMatchObject({ values: { numWorkers: { placeholder: "Global default: 3" } } });
  expect(await workers()).toBe("3");
  await global.ask({ kind: "revert" });
  expect(await workers()).toBe("7");
});

test("a value that is not allowed is refused with what is, and changes nothing", async () => {
  const form = await open((await show("g", "%%config global\nnumWorkers = 7")).formId);
  expect(await form.ask({ kind: "set", path: "numWorkers", value: 0 })).toMatchObject({
    kind: "refused",
    path: "numWorkers",
    message: expect.stringContaining("whole number from 1"),
  });
  expect(await workers()).toBe("7");
});

test("edits are written into the text that the cell has now; then the text says it all", async () => {
  const form = await open((await show("g", "%%config global\nnumWorkers = 7")).formId);
  await form.ask({ kind: "set", path: "numWorkers", value: 3 });
  await form.ask({ kind: "set", path: "zarr.pyramid", value: true });
  await form.ask({ kind: "write", source: "%%config global\n# mine\nnumWorkers = 7 # seven\n" });
  expect(form.updates().slice(-2)).toEqual([
    expect.objectContaining({ kind: "values", unwritten: [] }),
    { kind: "source", source: "%%config global\n# mine\nnumWorkers = 3 # seven\nzarr.pyramid = true\n" },
  ]);
  expect(await form.ask({ kind: "write", source: "%%config pipeline\n" })).toMatchObject({ kind: "refused" });
});

test("running the cell takes an edit back that was not written", async () => {
  const form = await open((await show("g", "%%config global\nnumWorkers = 7")).formId);
  await form.ask({ kind: "set", path: "numWorkers", value: 3 });
  await show("g", "%%config global\nnumWorkers = 7");
  expect(await workers()).toBe("7");
});

test("a form of a deleted cell, and one that the kernel does not know, are closed", async () => {
  const form = await open((await show("g", "%%config global\nnumWorkers = 7")).formId);
  await kernel.client.executeCell("other", "1", ["g"]);
  expect(form.closed()).toBe(true);
  expect((await open("unknown")).closed()).toBe(true);
  expect(await workers()).toBe("1");
});
