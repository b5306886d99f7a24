import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { titerBuild } from "#lib/engine/build.js";
import { enginePlaces, makeEngineFolder } from "#lib/engine/home.js";
import { connectEngine, findEngine } from "#lib/engine/launch.js";
import { registryWith } from "#lib/engine/registry.js";
import { Runs } from "#lib/engine/runs.js";
import { EngineServer } from "#lib/engine/server.js";
import { enginePid, ownEngine, stopEngine, temporaryFolder } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

test("many who need the engine at once get one and the same", async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, () => connectEngine()));
  const pids = await Promise.all(clients.map(async (client) => (await client.request({ kind: "status" })).pid));
  for (const client of clients) client.close();
  expect(new Set(pids).size).toBe(1);
});

test("only the owner can reach it", async () => {
  (await connectEngine()).close();
  const { folder: runtime, record, socket } = enginePlaces();
  expect([runtime, record, socket].map((path) => (statSync(path).mode & 0o077).toString(8))).toEqual(["0", "0", "0"]);
});

test("the files of a killed engine do not keep a new one from starting", async () => {
  (await connectEngine()).close();
  const killed = await enginePid();
  const lost = await connectEngine();
  process.kill(killed, "SIGKILL");
  await lost.closed;
  const client = await connectEngine();
  expect((await client.request({ kind: "status" })).pid).not.toBe(killed);
  client.close();
});

test("an idle engine ends by itself", async () => {
  await stopEngine();
  const client = await connectEngine({ ...process.env, TITER_ENGINE_IDLE_SECONDS: "0.5" });
  const { pid } = await client.request({ kind: "status" });
  client.close();
  await client.closed;
  // It removes its record before it ends; until then the record names it.
  const { record } = enginePlaces();
  const names = () => {
    try {
      return JSON.parse(readFileSync(record, "utf8")).pid === pid;
    } catch {
      return false;
    }
  };
  while (names()) await new Promise((resolve) => setTimeout(resolve, 20));
});

test("an idle engine of another version gives way to a new one", async () => {
  await stopEngine();
  const places = enginePlaces();
  makeEngineFolder(places);
  const record = { pid: process.pid, version: "0.0.1", token: "secret" };
  const executor = { workers: 1, kernels: async () => "", run: async () => ({ kind: "cancelled" as const }) };
  const call = async () => ({ kind: "done" as const, planes: [], tables: {} });
  const idle = { ...executor, memory: { used: 0, limit: 0 }, call, close: async () => {} };
  const old = new EngineServer(record, idle, new Runs(idle, registryWith()), 60_000);
  old.server.listen(places.socket);
  await once(old.server, "listening");
  writeFileSync(places.record, JSON.stringify(record));
  const ending = old.ended.then(() => old.close());
  await expect(findEngine()).rejects.toMatchObject({ code: "ENGINE_VERSION" });
  const client = await connectEngine();
  await ending;
  expect(await client.request({ kind: "status" })).toMatchObject({ version: titerBuild });
  client.close();
});

test("a socket's path is short however long the home's path is", () => {
  const { socket } = enginePlaces({ TITER_HOME: join("/", "x".repeat(300)), XDG_RUNTIME_DIR: `/${"y".repeat(90)}` });
  expect(Buffer.byteLength(socket)).toBeLessThan(100);
});
