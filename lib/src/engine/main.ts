/**
 * The engine's process: makes sure that it is the only one, opens the socket, says "ready" on file descriptor 3 and serves
 * until nobody needs it.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, rmSync, writeSync } from "node:fs";
import { TiterError } from "../errors.ts";
import { writeFileAtomic } from "../files/disk/atomic.ts";
import { titerBuild } from "./build.ts";
import { enginePlaces, makeEngineFolder } from "./home.ts";
import type { EngineRecord } from "./messages.ts";
import { EngineServer } from "./server.ts";
import { isListening, startingLock } from "./single.ts";
import { threadsExecutor } from "./threads.ts";

const idleSeconds = Number(process.env.TITER_ENGINE_IDLE_SECONDS ?? 600);

function ready(): void {
  writeSync(3, "ready\n");
  closeSync(3);
}

async function main(): Promise<void> {
  const places = enginePlaces();
  makeEngineFolder(places);
  const unlock = await startingLock(places.lock);
  let server: EngineServer;
  try {
    if (await isListening(places.socket)) return ready(); // another one was quicker
    rmSync(places.socket, { force: true });
    const record: EngineRecord = { pid: process.pid, version: titerBuild, token: randomBytes(32).toString("hex") };
    server = new EngineServer(record, threadsExecutor(), idleSeconds * 1000);
    process.umask(0o077);
    server.server.listen(places.socket);
    await once(server.server, "listening");
    writeFileAtomic(places.record, JSON.stringify(record));
  } finally {
    unlock();
  }
  ready();
  const signal = new Promise<void>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => resolve());
  });
  process.on("SIGHUP", () => {}); // a closed terminal does not end runs
  await Promise.race([server.ended, signal]);
  // Under the lock, so that the socket and the record that go are this engine's own and not those of one that starts just now.
  const unlockEnd = await startingLock(places.lock);
  rmSync(places.record, { force: true });
  const closed = server.close();
  unlockEnd();
  await closed;
}

main().then(
  () => process.exit(0),
  (thrown: unknown) => {
    const error = TiterError.from(thrown, "ENGINE_FAILED", {}, "See the engine's log.");
    process.stderr.write(`${JSON.stringify(error.toData())}\n`);
    process.exit(1);
  },
);
