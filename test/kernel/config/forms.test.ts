import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import {
  type ConfigOutput,
  type ConfigPart,
  configMime,
  type PanelReply,
  panelTarget,
  panelVersion,
} from "#lib/protocol/index.js";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
const comm = randomUUID();
let asked = 0;

beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute('import { PipelineConfig } from "titer";');
  const opening = { comm_id: comm, target_name: panelTarget, data: { version: panelVersion, root: "" } };
  await idle(await kernel.client.send("shell", "comm_open", opening));
});
afterAll(() => kernel.stop());

async function idle(id: string): Promise<void> {
  await kernel.client.waitFor((one) => one.parent === id && one.content.execution_state === "idle");
}

const said = (): PanelReply[] =>
  kernel.client.seen.filter((one) => one.content.comm_id === comm).map((one) => one.content.data as PanelReply);

/** Asks as a form does; gives the answer or the error's message. */
async function ask(kind: string, question: object): Promise<unknown> {
  const id = ++asked;
  await idle(await kernel.client.send("shell", "comm_msg", { comm_id: comm, data: { id, kind, ask: question } }));
  const reply = said().find((one) => (one.kind === "answer" || one.kind === "error") && one.id === id);
  if (reply?.kind === "answer") return reply.value;
  return reply?.kind === "error" ? `${reply.error.what}. ${reply.error.todo}` : undefined;
}

async function show(id: string, code: string): Promise<ConfigOutput> {
  const { outputs } = await kernel.client.executeCell(id, code);
  const result = outputs.find(({ type }) => type === "execute_result")!;
  return (result.content.data as Record<string, ConfigOutput>)[configMime]!;
}

const parts = async (): Promise<readonly ConfigPart[]> =>
  ((await ask("config.parts", {})) as { parts: readonly ConfigPart[] }).parts;

const workers = async (): Promise<string | undefined> =>
  resultText((await kernel.client.execute("new PipelineConfig().numWorkers")).outputs);

const set = (output: ConfigOutput, path: string, value?: unknown) =>
  ask("config.set", { cell: output.cell, scope: output.scope, path, value });

test("an output holds what its scope sets, and what empty fields show", async () => {
  await show("g", "%%config global\nnumWorkers = 7");
  const { values, title, cell } = await show("p", "%%config pipeline\nzarr.pyramid = true");
  expect(title).toBe("pipeline configuration");
  expect(values.numWorkers).toEqual({ placeholder: "Global default: 7" });
  expect(values["zarr.pyramid"]).toMatchObject({ own: true });
  expect(await parts()).toContainEqual({
    cell,
    scope: "pipeline",
    fields: { zarrConfig: { pyramid: true } },
    written: { zarrConfig: { pyramid: true } },
  });
});

test("an edit counts for later cells, and all pages are told", async () => {
  const global = await show("g", "%%config global\nnumWorkers = 7");
  await set(global, "numWorkers", 3);
  expect(said().findLast(({ kind }) => kind === "event")).toMatchObject({
    name: "config.changed",
    value: { parts: expect.arrayContaining([expect.objectContaining({ fields: { numWorkers: 3 } })]) },
  });
  expect(await workers()).toBe("3");
  await ask("config.revert", { cell: global.cell });
  expect(await workers()).toBe("7");
});

test("a value that is not allowed is refused with what is, and changes nothing", async () => {
  const global = await show("g", "%%config global\nnumWorkers = 7");
  expect(await set(global, "numWorkers", 0)).toContain("whole number from 1");
  expect(await workers()).toBe("7");
});

test("edits are written into the text that the cell has now; then the text says it all", async () => {
  const global = await show("g", "%%config global\nnumWorkers = 7");
  const { cell } = global;
  await set(global, "numWorkers", 3);
  await set(global, "zarr.pyramid", true);
  expect(await ask("config.write", { cell, source: "%%config global\n# mine\nnumWorkers = 7 # seven\n" })).toEqual({
    source: "%%config global\n# mine\nnumWorkers = 3 # seven\nzarr.pyramid = true\n",
  });
  const part = (await parts()).find((one) => one.cell === cell);
  expect(part?.written).toEqual(part?.fields);
  expect(await ask("config.write", { cell, source: "%%config pipeline\n" })).toContain("first line was changed");
});

test("running the cell takes an edit back that was not written", async () => {
  await set(await show("g", "%%config global\nnumWorkers = 7"), "numWorkers", 3);
  await show("g", "%%config global\nnumWorkers = 7");
  expect(await workers()).toBe("7");
});

test("a panel sets what stands in no cell yet, and writes it as a new one", async () => {
  await kernel.client.executeCell("other", "1", ["g", "p"]);
  await ask("config.set", { cell: "panel global", scope: "global", path: "numWorkers", value: 5 });
  expect(await workers()).toBe("5");
  expect(await ask("config.write", { cell: "panel global", source: "%%config global" })).toEqual({
    source: "%%config global\nnumWorkers = 5",
  });
});

test("a deleted cell sets nothing any more, and its form can't be edited", async () => {
  const global = await show("g", "%%config global\nnumWorkers = 7");
  await kernel.client.executeCell("other", "1", ["g"]);
  expect((await parts()).map(({ cell }) => cell)).not.toContain(global.cell);
  expect(await set(global, "numWorkers", 2)).toContain("the form's cell is not there any more");
});
