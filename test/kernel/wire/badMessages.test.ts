import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

function header(type: string): { readonly id: string; readonly json: string } {
  const id = randomUUID();
  return { id, json: JSON.stringify({ msg_id: id, msg_type: type, session: kernel.client.session }) };
}

/** Asks the kernel for something, so that what was sent before has been handled. */
async function isAlive(): Promise<boolean> {
  return resultText((await kernel.client.execute("1 + 1")).outputs) === "2";
}

test("a signed message that is sent a second time is dropped", async () => {
  const { client } = kernel;
  await client.execute("let runs = 0;");
  const content = JSON.stringify({ code: "runs += 1", silent: false });
  const frames = client.frames([header("execute_request").json, "{}", "{}", content]);
  await client.sendFrames("shell", frames);
  await client.sendFrames("shell", frames);
  expect(resultText((await client.execute("runs")).outputs)).toBe("1");
});

test.each([
  ["no frames at all", () => [""]],
  ["no delimiter", () => ["a", "b", "c"]],
  ["too few frames", () => ["<IDS|MSG>", "signature"]],
  ["a header that is no JSON", () => kernel.client.frames(["{", "{}", "{}", "{}"])],
  ["a header without an id", () => kernel.client.frames(["{}", "{}", "{}", "{}"])],
  ["a header that is a list", () => kernel.client.frames(["[]", "{}", "{}", "{}"])],
])("a message with %s is dropped, and the kernel lives", async (_, frames) => {
  await kernel.client.sendFrames("shell", frames());
  expect(await isAlive()).toBe(true);
});

test.each([
  ["that is no JSON", "{"],
  ["of null", "null"],
  ["longer than 64 MiB", `{"code": "${" ".repeat(65 * 2 ** 20)}"}`],
])("a content %s is answered with an error", async (_, content) => {
  const { id, json } = header("execute_request");
  await kernel.client.sendFrames("shell", kernel.client.frames([json, "{}", "{}", content]));
  const { reply } = await kernel.client.finished(id);
  expect(reply.content).toMatchObject({ status: "error", ename: "BAD_MESSAGE" });
  expect(await isAlive()).toBe(true);
});

test.each([
  ["comm_msg", { comm_id: "nobody", data: {} }],
  ["comm_close", { comm_id: "nobody" }],
  ["comm_open", { comm_id: "x", target_name: "nobody", data: {} }],
  ["comm_msg", { comm_id: 5 }],
  ["comm_msg", {}],
])("a %s of %j is reported, and the kernel lives", async (type, content) => {
  const id = await kernel.client.send("shell", type, content);
  const report = await kernel.client.waitFor((message) => message.parent === id && message.type === "stream");
  expect(report.content.name).toBe("stderr");
  await kernel.client.waitFor((message) => message.parent === id && message.content.execution_state === "idle");
  expect(await isAlive()).toBe(true);
});

test("an answer to a question that nobody asked is dropped", async () => {
  await kernel.client.send("stdin", "input_reply", { value: "unasked" });
  await kernel.client.send("stdin", "input_reply", {});
  expect(await isAlive()).toBe(true);
});
