import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute(`
    comms.register("echo", (comm, opened) => {
      comm.send({ opened: opened.data }, { buffers: opened.buffers });
      comm.onMessage(({ data, buffers }) => comm.send({ echo: data }, { metadata: { count: buffers.length }, buffers }));
      comm.onClose(() => console.log("closed " + comm.id));
    });`);
});
afterAll(() => kernel.stop());

const open = { comm_id: "c1", target_name: "echo", data: { hello: 1 } };

test("a comm carries JSON and binary buffers both ways", async () => {
  const { client } = kernel;
  const opened = await client.send("shell", "comm_open", open, { buffers: [new Uint8Array([1, 2, 3])] });
  const greeting = await client.waitFor(({ type, parent }) => type === "comm_msg" && parent === opened);
  expect(greeting.content).toEqual({ comm_id: "c1", data: { opened: { hello: 1 } } });
  expect([...(greeting.buffers[0] ?? [])]).toEqual([1, 2, 3]);

  const big = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251);
  const content = { comm_id: "c1", data: { n: 2 } };
  const sent = await client.send("shell", "comm_msg", content, { buffers: [big, new Uint8Array(0)] });
  const echo = await client.waitFor(({ type, parent }) => type === "comm_msg" && parent === sent);
  expect(echo.content.data).toEqual({ echo: { n: 2 } });
  expect(echo.metadata).toEqual({ count: 2 });
  expect(Buffer.compare(echo.buffers[0] ?? Buffer.alloc(0), big)).toBe(0);
  expect(echo.buffers[1]).toHaveLength(0);
});

test("a buffer may be changed once it was sent", async () => {
  const { client } = kernel;
  const { outputs } = await client.execute(`
    const pixels = new Uint8Array(2_000_000).fill(1);
    const sender = comms.open("page", {}, { buffers: [pixels] });
    pixels.fill(2);
    sender.close();`);
  expect(outputs[0]?.buffers[0]?.every((value) => value === 1)).toBe(true);
});

test("large buffers that nobody keeps are freed", async () => {
  const { client } = kernel;
  await client.execute("let received = 0;");
  await client.execute(`comms.register("sink", (comm) => comm.onMessage(({ buffers }) => {
    received += buffers[0].length;
    comm.send({ received });
  }));`);
  await client.send("shell", "comm_open", { comm_id: "sink", target_name: "sink", data: {} });
  const bytes = 20_000_000;
  for (let round = 1; round <= 40; round++) {
    const sent = await client.send(
      "shell",
      "comm_msg",
      { comm_id: "sink", data: {} },
      { buffers: [Buffer.alloc(bytes)] },
    );
    const answer = await client.waitFor(({ type, parent }) => type === "comm_msg" && parent === sent);
    expect(answer.content.data).toEqual({ received: round * bytes });
  }
  const { outputs } = await client.execute("process.memoryUsage().rss < 700_000_000");
  expect(resultText(outputs)).toBe("true");
  await client.send("shell", "comm_close", { comm_id: "sink", data: {} });
});

test("open comms are listed, by target too", async () => {
  const all = await kernel.client.request("comm_info_request", {});
  expect(all.reply.content).toEqual({ status: "ok", comms: { c1: { target_name: "echo" } } });
  const others = await kernel.client.request("comm_info_request", { target_name: "other" });
  expect(others.reply.content.comms).toEqual({});
});

test("a closed comm is gone and its handler has run", async () => {
  const { client } = kernel;
  const closing = await client.send("shell", "comm_close", { comm_id: "c1", data: {} });
  await client.waitFor(({ parent, content }) => parent === closing && content.execution_state === "idle");
  expect(streamText(client.outputsOf(closing), "stdout")).toBe("closed c1\n");
  expect((await client.request("comm_info_request", {})).reply.content.comms).toEqual({});
});

test("an unknown target is answered with comm_close and says which exist", async () => {
  const { client } = kernel;
  const sent = await client.send("shell", "comm_open", { ...open, comm_id: "c2", target_name: "nowhere" });
  const closed = await client.waitFor(({ type, parent }) => type === "comm_close" && parent === sent);
  expect(closed.content.comm_id).toBe("c2");
  await client.waitFor(({ parent, content }) => parent === sent && content.execution_state === "idle");
  expect(streamText(client.outputsOf(sent), "stderr")).toMatch(/registered: .*\becho\b/);
});

test("a comm is served while a cell awaits, and the kernel then still shows as busy", async () => {
  const { client } = kernel;
  const cell = await client.startCell(
    'console.log("waiting"); await new Promise((done) => comms.register("release", () => done(0)));',
  );
  await client.waitFor(({ parent, type }) => parent === cell && type === "stream");
  await client.send("shell", "comm_open", { comm_id: "c3", target_name: "release", data: {} });
  expect((await client.finished(cell)).reply.content.status).toBe("ok");
});

test("a cell can open a comm to the front end", async () => {
  const { outputs } = await kernel.client.execute(
    'const mine = comms.open("page", { a: 1 }, { metadata: { version: "2" }, buffers: [new Uint8Array([9])] });',
  );
  expect(outputs[0]).toMatchObject({
    type: "comm_open",
    content: { target_name: "page", data: { a: 1 } },
    metadata: { version: "2" },
  });
  expect([...(outputs[0]?.buffers[0] ?? [])]).toEqual([9]);
});
