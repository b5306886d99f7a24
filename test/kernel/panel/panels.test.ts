import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { panelTarget, panelVersion } from "#lib/protocol/index.js";
import { KernelProcess } from "../support/kernelProcess.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start({ TITER_HOME: join(tmpdir(), "titer-no-engine") });
});
afterAll(() => kernel.stop());

/** Opens a comm as a page does; gives what the kernel says first. */
async function openPanel(id: string, version = panelVersion): Promise<unknown> {
  const data = { version, root: "/work" };
  const opened = await kernel.client.send("shell", "comm_open", { comm_id: id, target_name: panelTarget, data });
  const { content } = await kernel.client.waitFor(({ type, parent }) => type === "comm_msg" && parent === opened);
  return content.data;
}

/** The kernel's reply to what a page says. */
async function say(id: string, data: object): Promise<unknown> {
  const sent = await kernel.client.send("shell", "comm_msg", { comm_id: id, data });
  const { content } = await kernel.client.waitFor(({ type, parent }) => type === "comm_msg" && parent === sent);
  return content.data;
}

test("a page is welcomed with the version and the folder of the kernel", async () => {
  expect(await openPanel("a")).toEqual({ kind: "welcome", version: panelVersion, folder: expect.any(String) });
});

test("a page of another version is told ours and let go", async () => {
  expect(await openPanel("b", panelVersion + 1)).toMatchObject({ kind: "welcome", version: panelVersion });
  const { content } = await kernel.client.waitFor(
    ({ type, content }) => type === "comm_close" && content.comm_id === "b",
  );
  expect(content).toMatchObject({ comm_id: "b" });
});

test("a question is answered under its number", async () => {
  await openPanel("c");
  expect(await say("c", { id: 7, kind: "engine.watch", ask: {} })).toEqual({ kind: "answer", id: 7, value: null });
});

test("a question that nobody answers is refused with what is known", async () => {
  await openPanel("d");
  expect(await say("d", { id: 8, kind: "engine.fly", ask: {} })).toMatchObject({
    kind: "error",
    id: 8,
    error: { code: "UNKNOWN_QUESTION", details: { known: expect.arrayContaining(["engine.watch"]) } },
  });
});

test("a question is answered while a cell awaits", async () => {
  await openPanel("e");
  const cell = await kernel.client.startCell(
    'console.log("begun"); await new Promise((done) => comms.register("go", () => done(0)));',
  );
  await kernel.client.waitFor(({ parent, type }) => parent === cell && type === "stream");
  expect(await say("e", { id: 1, kind: "engine.watch", ask: {} })).toMatchObject({ kind: "answer" });
  await kernel.client.send("shell", "comm_open", { comm_id: "go", target_name: "go", data: {} });
  expect((await kernel.client.finished(cell)).reply.content.status).toBe("ok");
});
