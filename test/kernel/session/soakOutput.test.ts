// `npm run soak` prints and sends a gigabyte; here it is less.
import { statSync } from "node:fs";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

const megabytes = Number(process.env.TITER_SOAK_MEGABYTES ?? 24);

jest.setTimeout(300_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

const isAlive = async (): Promise<boolean> => resultText((await kernel.client.execute("1 + 1")).outputs) === "2";

test.each([
  [
    "in pieces",
    `const piece = "0123456789abcde\\n".repeat(2 ** 16); for (let i = 0; i < ${megabytes}; i++) process.stdout.write(piece);`,
  ],
  ["in two texts", `const half = "x".repeat(${megabytes} * 2 ** 19 - 30); console.log(half); console.log(half);`],
])("a cell that prints very much, %s, shows a part and keeps the rest in a file", async (_, code) => {
  const { outputs, reply } = await kernel.client.execute(code);
  expect(reply.content.status).toBe("ok");
  const shown = streamText(outputs, "stdout");
  expect(shown.length).toBeLessThan(10 * 2 ** 20);
  const file = /goes to (\S+),/.exec(shown)?.[1] ?? "";
  expect(statSync(file).size + shown.length).toBeGreaterThan(megabytes * 2 ** 20 - 100);
  expect(await isAlive()).toBe(true);
});

test("a very large message comes in and goes out", async () => {
  const { client } = kernel;
  const bytes = megabytes * 2 ** 20 - 1;
  await client.execute(
    'comms.register("echo", (comm) => comm.onMessage(({ buffers }) => comm.send({ bytes: buffers[0].length }, { buffers })));',
  );
  await client.send("shell", "comm_open", { comm_id: "e", target_name: "echo", data: {} });
  const sent = await client.send(
    "shell",
    "comm_msg",
    { comm_id: "e", data: {} },
    { buffers: [Buffer.alloc(bytes, 7)] },
  );
  const echo = await client.waitFor(({ type, parent }) => type === "comm_msg" && parent === sent);
  expect(echo.content.data).toEqual({ bytes });
  expect([echo.buffers[0]?.length, echo.buffers[0]?.at(-1)]).toEqual([bytes, 7]);
  expect(await isAlive()).toBe(true);
});
