import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, WireClient } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

test.each([
  ["of another key", { signature: "0".repeat(64) }],
  ["of another length", { signature: "short" }],
  ["that is missing", { signature: "" }],
])("a message with a signature %s is dropped", async (_, extras) => {
  const { client } = kernel;
  const dropped = await client.send("shell", "execute_request", { code: "globalThis.injected = 1" }, extras);
  const { outputs } = await client.execute('"injected" in globalThis');
  expect(resultText(outputs)).toBe("false");
  expect(client.seen.filter(({ parent }) => parent === dropped)).toEqual([]);
});

test("who the kernel is, is said before it can run cells", async () => {
  const other = await KernelProcess.start();
  try {
    // The compiler is loaded on the main thread: an answer that needs it would come after the cell's.
    const cell = await other.client.startCell("1");
    await other.client.request("kernel_info_request", {});
    expect(other.client.seen.some(({ parent, type }) => parent === cell && type === "execute_reply")).toBe(false);
    expect((await other.client.finished(cell)).reply.content.status).toBe("ok");
  } finally {
    await other.stop();
  }
});

test("a request whose fields have wrong types is answered with an error that names the field", async () => {
  const { reply } = await kernel.client.request("execute_request", { code: 5 });
  expect(reply.content).toMatchObject({
    status: "error",
    ename: "BAD_MESSAGE",
    evalue: expect.stringContaining("code"),
  });
});

test("an unknown request leaves the kernel idle and alive", async () => {
  const { client } = kernel;
  const id = await client.send("shell", "no_such_request", {});
  await client.waitFor(({ parent, content }) => parent === id && content.execution_state === "idle");
  expect(resultText((await client.execute("1")).outputs)).toBe("1");
});

test("a second client sees the outputs of the first", async () => {
  const second = new WireClient(kernel.ports, kernel.key);
  try {
    await second.waitFor(({ type }) => type === "iopub_welcome");
    const id = await kernel.client.startCell("123");
    const result = await second.waitFor(({ parent, type }) => parent === id && type === "execute_result");
    expect(result.content.data).toEqual({ "text/plain": "123" });
  } finally {
    second.close();
  }
});

test("a shutdown is answered and ends the process with 0", async () => {
  const other = await KernelProcess.start();
  try {
    await other.client.execute("1");
    const { reply } = await other.client.request("shutdown_request", { restart: false }, "control");
    expect(reply.content).toEqual({ status: "ok", restart: false });
    expect(await other.exited()).toBe(0);
  } finally {
    await other.stop();
  }
});

test("a shutdown ends a kernel whose cell spins", async () => {
  const other = await KernelProcess.start();
  try {
    const id = await other.client.startCell('console.log("running"); while (true) {}');
    await other.client.waitFor(({ parent, type }) => parent === id && type === "stream");
    const { reply } = await other.client.request("shutdown_request", { restart: true }, "control");
    expect(reply.content).toEqual({ status: "ok", restart: true });
    await other.exited();
  } finally {
    await other.stop();
  }
});
