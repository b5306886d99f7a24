import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem, refuseWhenInterrupted } from "./problem.js";

/**
 * @typedef {object} Waiting
 * @property {(pid: number) => void} [onWait] Called once when another process holds the lock.
 * @property {AbortSignal} [signal] Ends the wait.
 */

const touchEveryMs = 1000;
const abandonedAfterMs = 15_000;

/**
 * Does some work while holding a lock file, so that several set-ups at once follow each other.
 * A lock whose process is gone, or that nobody touched while we watched for 15 s, is taken over.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {Waiting} [waiting]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, waiting = {}) {
  mkdirSync(dirname(path), { recursive: true });
  await take(path, waiting);
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  /** @type {NodeJS.Timeout | undefined} */
  let touch;
  const lost = new Promise((_, reject) => {
    touch = setInterval(() => {
      if (existsSync(path)) utimesSync(path, new Date(), new Date());
      else reject(new Problem(`${path} was removed while set-up worked: run the command again.`));
    }, touchEveryMs).unref();
  });
  try {
    return await Promise.race([work(), /** @type {Promise<never>} */ (lost)]);
  } finally {
    clearInterval(touch);
    process.off("exit", release);
    release();
  }
}

/** @param {string} path @param {Waiting} waiting */
async function take(path, { onWait, signal }) {
  const watch = { content: "", touched: 0, since: 0, told: false };
  while (!tryToTake(path)) {
    const holder = readHolder(path);
    if (!holder) continue;
    if (holder.content !== watch.content || holder.touched !== watch.touched) {
      // The time that counts is our own monotonic one: a machine that slept must not look like a dead process.
      Object.assign(watch, holder, { since: performance.now() });
    }
    const abandoned = !isAlive(holder.pid) || performance.now() - watch.since > abandonedAfterMs;
    if (abandoned) removeAbandoned(path, holder.content);
    else if (!watch.told) {
      watch.told = true;
      onWait?.(holder.pid);
    }
    refuseWhenInterrupted(signal);
    await sleep(abandoned ? 10 : 200);
  }
}

/** @param {string} path */
function tryToTake(path) {
  try {
    writeFileSync(path, `${process.pid} ${crypto.randomUUID()}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} path */
function readHolder(path) {
  try {
    const content = readFileSync(path, "utf8");
    return { content, pid: Number.parseInt(content, 10), touched: statSync(path).mtimeMs };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Removes a dead holder's lock. Of several that wait, only the one that makes the claim may remove, and only while the
 * lock still is the dead one: else the second remover would take away the first one's new lock.
 *
 * @param {string} path @param {string} content
 */
function removeAbandoned(path, content) {
  const claim = `${path}.claim`;
  try {
    writeFileSync(claim, "", { flag: "wx" });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    removeOldClaim(claim);
    return;
  }
  if (readHolder(path)?.content === content) rmSync(path, { force: true });
  rmSync(claim, { force: true });
}

/** A claim is held for microseconds; an old one is what a killed process left. @param {string} claim */
function removeOldClaim(claim) {
  const touched = statSync(claim, { throwIfNoEntry: false })?.mtimeMs;
  if (touched !== undefined && Date.now() - touched > abandonedAfterMs) rmSync(claim, { force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
