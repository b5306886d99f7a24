import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
let asked = 0;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute("const known = 5;");
  await kernel.client.send("shell", "comm_open", { comm_id: "check", target_name: "titer.check", data: {} });
});
afterAll(() => kernel.stop());

/** The marks of a text, each as `severity: marked text: message`. */
async function marks(source: string): Promise<string[]> {
  asked += 1;
  const content = { comm_id: "check", data: { number: asked, source } };
  const id = await kernel.client.send("shell", "comm_msg", content);
  const { content: answer } = await kernel.client.waitFor(({ type, parent }) => type === "comm_msg" && parent === id);
  type Mark = Record<"severity" | "message", string> & Record<"from" | "to", number>;
  const data = answer.data as { readonly number: number; readonly marks: readonly Mark[] };
  expect(data.number).toBe(asked);
  return data.marks.map(({ severity, from, to, message }) => `${severity}: ${source.slice(from, to)}: ${message}`);
}

test.each([
  ["%%config pipeline\nnumWorkers = 2", []],
  ["%%config pipeline\nnumWorkers = 0 # none", [/^error: 0: .*from 1/]],
  ["%%config pipeline\n\nnumWorkrs = 2", [/^error: numWorkrs: .*numWorkers/]],
  ["%%config pipelin\nnumWorkers = 2", [/^error: %%config pipelin: .*"pipeline"/]],
  ["%%confg pipeline", [/^error: %%confg pipeline: .*%%config/]],
  ["%%config step count\nnumWorkers = 2", [/^error: numWorkers: .*cannot be set for one step/]],
  ["const a: string = known;", [/^warning: a: .*'number' is not assignable to type 'string'/]],
  ["const 😀 = 1;\nknown.toFixd()", [/^error: /]],
  ["// 😀\nknown.toFixd()", [/^warning: toFixd: .*toFixed/]],
  ["notYet + known", [/^info: notYet: Cannot find name/]],
  ["if (known {", [/^error: /]],
  ["", []],
])("%j", async (source, expected) => {
  const found = await marks(source);
  for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
  if (expected.length === 0) expect(found).toEqual([]);
});

test("checking runs nothing and sets nothing", async () => {
  await marks("globalThis.ran = true");
  await marks("%%config global\nnumWorkers = 7");
  const { outputs } = await kernel.client.execute(
    'import { GlobalPipelineConfig } from "titer";\n[new GlobalPipelineConfig().numWorkers, "ran" in globalThis]',
  );
  expect(outputs[0]?.content.data).toMatchObject({ "text/plain": "[ 1, false ]" });
});
