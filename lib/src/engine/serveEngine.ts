import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, rmSync, writeSync } from "node:fs";
import { messageOf, TiterError } from "../errors.ts";
import { writeFileAtomic } from "../files/disk/atomic.ts";
import { titerBuild } from "./build.ts";
import type { Executor } from "./executor.ts";
import { Guard } from "./guard.ts";
import { type EnginePlaces, enginePlaces, makeEngineFolder } from "./home.ts";
import { HubLine } from "./hubLine.ts";
import { Log } from "./log.ts";
import type { EngineRecord } from "./messages.ts";
import { registryWith } from "./registry.ts";
import { RunRecords } from "./runRecords.ts";
import { Runs } from "./runs.ts";
import { EngineServer } from "./server.ts";
import { isListening, startingLock } from "./single.ts";

/** What an engine is made of. */
export interface EngineParts {
  /** File of the process's program, by which a guard starts it again. */
  readonly main: string;
  readonly executor: (places: EnginePlaces) => Executor;
}

const idleSeconds = Number(process.env.TITER_ENGINE_IDLE_SECONDS ?? 600);

/**
 * Makes this process the engine: makes sure that it is the only one, goes on with runs that a killed one left, opens the socket,
 * says "ready" on file descriptor 3 and serves until nobody needs it. Ends the process.
 */
export async function serveEngine(parts: EngineParts): Promise<never> {
  try {
    await serve(parts, enginePlaces(), process.argv[2] === "resume");
    process.exit(0);
  } catch (thrown) {
    const error = TiterError.from(thrown, "ENGINE_FAILED", {}, "See the engine's log.");
    process.stderr.write(`${JSON.stringify(error.toData())}\n`);
    process.exit(1);
  }
}

async function serve({ main, executor }: EngineParts, places: EnginePlaces, resumes: boolean): Promise<void> {
  makeEngineFolder(places);
  const unlock = await startingLock(places.lock);
  const hub = new HubLine(places);
  let server: EngineServer;
  let guard: Guard;
  try {
    if (await isListening(places.socket)) return ready(resumes); // another one was quicker
    const log = new Log(places.logs, "engine");
    const working = executor(places);
    const runs = new Runs(working, registryWith(), new RunRecords(places.runs), { log, hub });
    if (runs.takeUp() === 0 && resumes) return;
    rmSync(places.socket, { force: true });
    const record: EngineRecord = { pid: process.pid, version: titerBuild, token: randomBytes(32).toString("hex") };
    server = new EngineServer(record, working, runs, idleSeconds * 1000, hub);
    process.umask(0o077);
    writeFileAtomic(places.record, JSON.stringify(record)); // first, so that who finds the socket finds its token
    server.server.listen(places.socket);
    await once(server.server, "listening");
    log.info("engine begins", { data: { pid: process.pid, version: titerBuild, resumes } });
    guard = new Guard([process.execPath, main, "resume"], places.log);
  } finally {
    unlock();
  }
  ready(resumes);
  hub.takeUp().catch((thrown) => process.stderr.write(`viewer sessions can't be taken up: ${messageOf(thrown)}\n`));
  await endOf(server);
  // Under the lock, so that the socket and the record that go are this engine's own and not those of one that starts just now.
  const unlockEnd = await startingLock(places.lock);
  rmSync(places.record, { force: true });
  const closed = server.close();
  unlockEnd();
  await closed;
  guard.dismiss();
}

/** Tells whoever started this process; a guard does not listen. */
function ready(resumes: boolean): void {
  if (resumes) return;
  writeSync(3, "ready\n");
  closeSync(3);
}

/** Settles when nobody needs the engine any more, or the system asks it to end. */
async function endOf(server: EngineServer): Promise<void> {
  const signal = new Promise<void>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => resolve());
  });
  process.on("SIGHUP", () => {}); // a closed terminal does not end runs
  await Promise.race([server.ended, signal]);
}
