import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { withLock } from "#setup/lock.js";
import { inRoot } from "#setup/paths.js";
import { outcomeOf } from "./bareProject.js";

let folder: string;
let lock: string;
let diary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "titer-lock-"));
  lock = join(folder, "sub", "setup.lock");
  diary = join(folder, "diary");
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A process of its own that takes the lock, writes "in" and "out" around some work, and ends. */
function worker(): Promise<{ status: number | null }> {
  const script = `
    import { appendFileSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { withLock } from ${JSON.stringify(pathToFileURL(inRoot("setup", "lock.js")).href)};
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(diary)}, "in\\n");
      await setTimeout(30);
      appendFileSync(${JSON.stringify(diary)}, "out\\n");
    });`;
  return outcomeOf(process.execPath, ["--input-type=module", "--eval", script]);
}

/** The process id of a process that has ended. */
async function deadPid(): Promise<number> {
  return Number((await outcomeOf(process.execPath, ["--print", "process.pid"])).output);
}

describe("withLock", () => {
  test("lets one process work at a time, also when all find the lock of a dead one", async () => {
    await withLock(lock, async () => {});
    writeFileSync(lock, `${await deadPid()} left-behind\n`);
    const outcomes = await Promise.all(Array.from({ length: 5 }, worker));
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
    expect(readFileSync(diary, "utf8")).toBe("in\nout\n".repeat(5));
    expect(existsSync(lock)).toBe(false);
  }, 30_000);

  test("waits for a living holder and says whom it waits for", async () => {
    const told: number[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const first = withLock(lock, async () => {
      await held;
      appendFileSync(diary, "first\n");
    });
    const onWait = (pid: number) => {
      told.push(pid);
      letGo();
    };
    const second = withLock(lock, async () => appendFileSync(diary, "second\n"), { onWait });
    await Promise.all([first, second]);
    expect(told).toEqual([process.pid]);
    expect(readFileSync(diary, "utf8")).toBe("first\nsecond\n");
  });

  test("stops waiting when the user interrupts", async () => {
    const stop = new AbortController();
    await withLock(lock, async () => {
      const waiting = withLock(lock, async () => {}, { onWait: () => stop.abort(), signal: stop.signal });
      await expect(waiting).rejects.toMatchObject({ name: "Problem", status: 130 });
    });
  });

  test("is free again after work that failed", async () => {
    const failing = withLock(lock, () => Promise.reject(new Error("disk full")));
    await expect(failing).rejects.toThrow("disk full");
    expect(existsSync(lock)).toBe(false);
  });
});
