import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { TiterError } from "../errors.ts";
import { titerHome } from "../files/disk/home.ts";

/** Where the engine of one user and one `TITER_HOME` can be found. */
export interface EnginePlaces {
  /** Folder with owner-only rights. */
  readonly folder: string;
  /** Unix socket (a named pipe on Windows); its path stays below the 100 bytes that systems allow. */
  readonly socket: string;
  /** JSON with pid, version and token, readable by the owner only. */
  readonly record: string;
  readonly lock: string;
  /** What the process itself has to say: why it could not start, how it crashed. */
  readonly log: string;
  /** Folder of the runs' records, which outlives restarts of the machine. */
  readonly runs: string;
  /** Folder of viewer sessions, which outlive the engine. */
  readonly sessions: string;
  /** Folder of overviews of plates, which are never written to themselves. */
  readonly overviews: string;
  /** Folder of the engine's structured logs. */
  readonly logs: string;
}

/** The places of the engine; nothing is made or checked. */
export function enginePlaces(env: NodeJS.ProcessEnv = process.env): EnginePlaces {
  const key = createHash("sha256").update(titerHome(env)).digest("hex").slice(0, 12);
  const { uid, username } = userInfo();
  const name = `titer-${process.platform === "win32" ? username : uid}`;
  const runtime = env.XDG_RUNTIME_DIR || tmpdir();
  // The longest name below is `/engine.sock`; `/tmp` is the way out when the system's own folder has a long path.
  const base = Buffer.byteLength(join(runtime, name, key)) <= 85 ? runtime : "/tmp";
  const folder = join(base, name, key);
  return {
    folder,
    socket: process.platform === "win32" ? `\\\\.\\pipe\\${name}-${key}` : join(folder, "engine.sock"),
    record: join(folder, "engine.json"),
    lock: join(folder, "starting.lock"),
    log: join(folder, "engine.log"),
    runs: join(titerHome(env), "engine", "runs"),
    sessions: join(titerHome(env), "engine", "sessions"),
    overviews: join(titerHome(env), "overviews"),
    logs: join(titerHome(env), "engine", "logs"),
  };
}

/**
 * Makes the runtime folder, owner-only.
 *
 * @throws TiterError `ENGINE_FOLDER_UNSAFE` when it exists but belongs to somebody else or is open to others.
 */
export function makeEngineFolder(places: EnginePlaces): void {
  for (const folder of [join(places.folder, ".."), places.folder]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.platform === "win32") continue; // rights come from the user's profile there
    const stat = lstatSync(folder);
    if (stat.isDirectory() && stat.uid === userInfo().uid && (stat.mode & 0o077) === 0) continue;
    throw new TiterError("ENGINE_FOLDER_UNSAFE", {
      what: "the engine's runtime folder is not owned by this user alone",
      where: { file: folder },
      todo: "Remove that folder, or set XDG_RUNTIME_DIR to a folder of your own.",
    });
  }
}
