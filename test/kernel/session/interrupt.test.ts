import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

/** Starts a cell that says "running" before it blocks, interrupts it, and gives what it ended with. */
async function interrupted(code: string): Promise<string> {
  const { client } = kernel;
  const id = await client.startCell(code);
  await client.waitFor(({ parent, type }) => parent === id && type === "stream");
  const answer = await client.request("interrupt_request", {}, "control");
  expect(answer.reply.content.status).toBe("ok");
  const { reply } = await client.finished(id);
  return String(reply.content.ename);
}

describe("an interrupt ends", () => {
  beforeAll(() =>
    kernel.client.execute("let kept = 41; const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));"),
  );

  const cases = {
    "a synchronous loop": 'console.log("running"); kept = 1; while (true) {}',
    "a pending await": 'console.log("running"); kept = 2; await new Promise(() => {});',
    "a loop after an await": 'await sleep(1); console.log("running"); kept = 3; while (true) {}',
    "a loop of awaits": 'for (;;) { kept = 4; console.log("running"); await sleep(5); }',
    "a loop after an await in a function":
      'async function work() { await sleep(1); console.log("running"); kept = 5; while (true) {} }\nawait work();',
    "a loop in a function called after an await in a function":
      'function spin() { console.log("running"); kept = 6; for (;;); }\nasync function call() { await sleep(1); spin(); }\nawait call();',
    "a display that never comes":
      'console.log("running"); kept = 7; ({ [Symbol.for("Jupyter.display")]: () => new Promise(() => {}) })',
    "a display that spins":
      'console.log("running"); kept = 8; ({ [Symbol.for("Jupyter.display")]() { while (true) {} } })',
    "a call of a library that does not return":
      'console.log("running"); kept = 9; Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 0 }) }) }); ',
  };
  for (const [index, [name, code]] of Object.entries(cases).entries())
    test(`${name}, and state is kept`, async () => {
      expect(await interrupted(code)).toBe("Interrupted");
      const { outputs } = await kernel.client.execute("kept");
      expect(resultText(outputs)).toBe(String(index + 1));
    });

  test("a cell whose finally blocks then run", async () => {
    const code = 'try { console.log("running"); await new Promise(() => {}); } finally { kept = 100; }';
    expect(await interrupted(code)).toBe("Interrupted");
    expect(resultText((await kernel.client.execute("kept")).outputs)).toBe("100");
  });
});

test("an interrupt between cells does not reach the next cell", async () => {
  await kernel.client.request("interrupt_request", {}, "control");
  const { outputs } = await kernel.client.execute(
    "let n = 0; const up = () => { for (let i = 0; i < 10; i++) n++; }; up(); n",
  );
  expect(resultText(outputs)).toBe("10");
});

test("heartbeat, control and stdout live while a cell spins", async () => {
  const { client } = kernel;
  const id = await client.startCell('console.log("first"); while (true) {}');
  await client.waitFor(({ parent, type }) => parent === id && type === "stream");
  expect(await client.heartbeat()).toBe("ping");
  const info = await client.request("kernel_info_request", {}, "control");
  expect(info.reply.content.implementation).toBe("titer");
  expect(client.seen.some(({ parent, type }) => parent === id && type === "execute_reply")).toBe(false);
  expect(streamText(client.outputsOf(id), "stdout")).toBe("first\n");
  await client.send("control", "interrupt_request", {});
  expect((await client.finished(id)).reply.content.ename).toBe("Interrupted");
});
