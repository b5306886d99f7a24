import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isTiterError, TiterError } from "../errors.ts";
import { titerBuild } from "./build.ts";
import { EngineClient } from "./client.ts";
import { type EnginePlaces, enginePlaces, makeEngineFolder } from "./home.ts";
import { parseEngineRecord } from "./messages.ts";

/**
 * Connects to this user's engine, started if there is none. An idle engine of another Titer version is replaced.
 *
 * @throws TiterError `ENGINE_NOT_STARTED` with the end of its log, `ENGINE_VERSION` when a busy one has another version.
 */
export async function connectEngine(env: NodeJS.ProcessEnv = process.env): Promise<EngineClient> {
  const places = enginePlaces(env);
  try {
    const running = await findEngine(env);
    if (running) return running;
  } catch (thrown) {
    if (!isTiterError(thrown, "ENGINE_VERSION") || thrown.details.busy === true) throw thrown;
    await endOther(env);
  }
  await startEngine(places, env);
  const started = await findEngine(env);
  if (started) return started;
  throw notStarted(places);
}

/**
 * Connects to this user's engine if one runs; never starts one.
 *
 * @param how - `anyVersion`: also to an engine of another Titer version, which is only safe for ending it; `observer`: only to look,
 * so that the engine does not stay for it.
 * @throws TiterError `ENGINE_VERSION`.
 */
export async function findEngine(
  env: NodeJS.ProcessEnv = process.env,
  how: { readonly anyVersion?: boolean; readonly observer?: boolean } = {},
): Promise<EngineClient | undefined> {
  const places = enginePlaces(env);
  const record = readRecord(places);
  if (record === undefined) return undefined;
  try {
    const version = how.anyVersion ? record.version : titerBuild;
    return await EngineClient.connect(places.socket, record, version, how.observer);
  } catch (thrown) {
    if (isTiterError(thrown, "ENGINE_UNREACHABLE")) return undefined; // it was killed and left its files
    // The record may be one that a killed engine left, read just before its successor wrote its own.
    const replaced = isTiterError(thrown, "ENGINE_REFUSED") && readRecord(places)?.token !== record.token;
    if (replaced) return findEngine(env, how);
    throw thrown;
  }
}

function readRecord(places: EnginePlaces): ReturnType<typeof parseEngineRecord> {
  try {
    return parseEngineRecord(readFileSync(places.record, "utf8"));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw thrown;
  }
}

/** Starts the engine's process, independent of this one, and waits until it or a quicker one is ready. */
async function startEngine(places: EnginePlaces, env: NodeJS.ProcessEnv): Promise<void> {
  makeEngineFolder(places);
  const log = openSync(places.log, "a", 0o600);
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  // A folder that always exists: the engine must not hold, or lose, the folder its starter happens to be in.
  const child = spawn(process.execPath, [main], {
    detached: true,
    env,
    cwd: places.folder,
    stdio: ["ignore", log, log, "pipe"],
  });
  closeSync(log);
  const pipe = child.stdio[3]!;
  const ready = await new Promise<boolean>((resolve) => {
    pipe.once("data", () => resolve(true));
    child.once("error", () => resolve(false));
    child.once("exit", () => resolve(false));
  });
  pipe.destroy();
  child.unref();
  if (!ready) throw notStarted(places);
}

/** Ends an engine of another version and waits until it is gone. */
async function endOther(env: NodeJS.ProcessEnv): Promise<void> {
  const other = await findEngine(env, { anyVersion: true });
  await other?.request({ kind: "stop", force: false });
  await other?.closed;
}

function notStarted(places: EnginePlaces): TiterError {
  const log = readFileSync(places.log, "utf8").trimEnd().split("\n").slice(-5).join("\n");
  return new TiterError("ENGINE_NOT_STARTED", {
    what: "the engine did not start",
    where: { file: places.log },
    todo: `The end of its log: ${log}`,
  });
}
