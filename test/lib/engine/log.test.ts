import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Log, readLogs } from "#lib/engine/log.js";
import { temporaryFolder } from "./support.js";

const folder = join(temporaryFolder(), "logs");

test("logs of several workers are read as one, in the order of time, without what is below the level", () => {
  const [engine, worker] = [new Log(folder, "engine", "info"), new Log(folder, "worker-1", "debug")];
  engine.debug("not written");
  engine.info("run queued", { runId: "run-1" });
  worker.debug("call", { runId: "run-1", well: "A01", data: { done: 0 } });
  appendFileSync(join(folder, "worker-1.jsonl"), '{"at": "2026');
  const entries = readLogs(folder);
  expect(entries.map(({ from, level, message, well }) => [from, level, message, well])).toEqual([
    ["engine", "info", "run queued", undefined],
    ["worker-1", "debug", "call", "A01"],
  ]);
});
