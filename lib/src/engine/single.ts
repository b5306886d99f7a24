import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TiterError } from "../errors.ts";
import { claimFile } from "./claim.ts";

/** A start takes well below a second; a lock that is older belongs to a start that was killed. */
const oldest = 10_000;

/**
 * Takes the lock under which an engine looks for another one and opens its socket; waits for whoever holds it.
 *
 * @returns how to give it back.
 */
export async function startingLock(path: string): Promise<() => void> {
  const mine = `${process.pid} ${randomBytes(8).toString("hex")}`;
  for (let waited = 0; waited < 2 * oldest; waited += 10) {
    try {
      claimFile(path, mine);
      return () => rmSync(path, { force: true });
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== "EEXIST") throw thrown;
    }
    if (!removeStale(path, mine)) await sleep(10);
  }
  throw new TiterError("ENGINE_LOCKED", {
    what: "another start of the engine does not come to an end",
    where: { file: path },
    todo: "Remove that file when no engine is starting.",
  });
}

/** Whether something accepts connections on the socket. */
export function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
}

/** Removes a lock whose holder is gone. It is moved away first, so that of two who find it stale only one moves it. */
function removeStale(path: string, mine: string): boolean {
  try {
    const held = readFileSync(path, "utf8");
    const old = Date.now() - statSync(path).mtimeMs > oldest;
    if (!old && (held === "" || isAlive(Number.parseInt(held, 10)))) return false;
    const aside = `${path}.${mine.split(" ")[1]}`;
    renameSync(path, aside);
    // Between reading and moving, the lock may have become a new one: then it goes back to its holder.
    if (readFileSync(aside, "utf8") !== held && !existsSync(path)) linkSync(aside, path);
    rmSync(aside);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return true; // given back meanwhile
    throw thrown;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "EPERM";
  }
}
