import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { EngineClient } from "#lib/engine/client.js";
import type { Executor } from "#lib/engine/executor.js";
import { encodeFrame, FrameDecoder, messageLimit } from "#lib/engine/frames.js";
import { registryWith } from "#lib/engine/registry.js";
import { Runs } from "#lib/engine/runs.js";
import { EngineServer } from "#lib/engine/server.js";

const record = { pid: process.pid, version: "1.2.3", token: "ab".repeat(32) };
const executor: Executor = {
  workers: 2,
  memory: { used: 0, limit: 1 << 20 },
  kernels: async () => "test build",
  run: async () => ({ kind: "cancelled" }),
  call: async () => ({ kind: "done", planes: [], tables: {} }),
  close: async () => {},
};

let folder: string;
let socketPath: string;
let engine: EngineServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "titer-server-"));
  socketPath = join(folder, "s");
  engine = new EngineServer(record, executor, new Runs(executor, registryWith()), 60_000);
  engine.server.listen(socketPath);
  await once(engine.server, "listening");
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** Sends raw bytes and gives everything that comes until the engine hangs up. */
async function answersTo(...frames: readonly Uint8Array[]): Promise<unknown[]> {
  const socket = connect(socketPath);
  const decoder = new FrameDecoder(messageLimit);
  const answers: unknown[] = [];
  socket.on("data", (piece: Buffer) => answers.push(...decoder.push(piece)));
  socket.on("error", () => {}); // the engine may hang up while we still write
  for (const frame of frames) socket.write(frame);
  await once(socket, "close");
  return answers;
}

const hello = encodeFrame({ id: 1, kind: "hello", token: record.token, version: record.version });
const refusal = (code: string) => expect.objectContaining({ kind: "error", error: expect.objectContaining({ code }) });

describe("EngineServer", () => {
  test("lets in who shows the token", async () => {
    const client = await EngineClient.connect(socketPath, record, record.version);
    const status = await client.request({ kind: "status" });
    expect(status).toMatchObject({
      pid: process.pid,
      version: "1.2.3",
      kernels: "test build",
      threads: 2,
      clients: 1,
      runs: [],
    });
    client.close();
  });

  test.each(["", "ab", "ac".repeat(32)])("refuses the token %j and hangs up", async (token) => {
    const frame = encodeFrame({ id: 1, kind: "hello", token, version: record.version });
    expect(await answersTo(frame)).toEqual([refusal("ENGINE_REFUSED")]);
  });

  test("refuses everything but a greeting at first", async () => {
    expect(await answersTo(encodeFrame({ id: 1, kind: "stop", force: true }))).toEqual([refusal("ENGINE_REFUSED")]);
  });

  test("refuses another version, and says so", async () => {
    const connecting = EngineClient.connect(socketPath, record, "9.9.9");
    await expect(connecting).rejects.toMatchObject({
      code: "ENGINE_VERSION",
      details: { engine: "1.2.3", busy: false },
    });
  });

  test.each([
    ["an unknown kind", { id: 2, kind: "eval", code: "process.exit()" }],
    ["a missing field", { id: 2, kind: "attach" }],
    ["a field of the wrong type", { id: "2", kind: "status" }],
    ["something that is no record", [1, 2, 3]],
    [
      "a plan that is none",
      {
        id: 2,
        kind: "submit",
        overwrite: false,
        resume: false,
        kernels: "auto",
        timeout: 0,
        priority: 0,
        plan: { kind: "plan" },
      },
    ],
  ])("answers %s with an error and hangs up", async (_, message) => {
    const answers = await answersTo(hello, encodeFrame(message));
    expect(answers.at(-1)).toEqual(refusal("BAD_MESSAGE"));
  });

  test("refuses a greeting of 1 GB by its length alone", async () => {
    expect(await answersTo(Buffer.from([0x40, 0, 0, 0]))).toEqual([refusal("BAD_MESSAGE")]);
  });

  test("refuses an unknown run, and the connection goes on", async () => {
    const client = await EngineClient.connect(socketPath, record, record.version);
    await expect(client.request({ kind: "cancel", runId: "run-x" })).rejects.toMatchObject({ code: "UNKNOWN_RUN" });
    expect(await client.request({ kind: "status" })).toMatchObject({ runs: [] });
    client.close();
  });

  test("fails what a client waits for when the engine goes away", async () => {
    const client = await EngineClient.connect(socketPath, record, record.version);
    await engine.close();
    await expect(client.request({ kind: "status" })).rejects.toMatchObject({ code: "ENGINE_LOST" });
  });
});
