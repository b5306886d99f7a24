import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { must } from "#setup/command.js";

test("an interrupted command ends together with what it started", async () => {
  const folder = mkdtempSync(join(tmpdir(), "titer-command-"));
  const stop = new AbortController();
  const started = new Promise((resolve) => {
    const watcher = watch(folder, () => resolve(watcher.close()));
  });
  // The sleeper holds the output open, so the command settles only when the sleeper has ended too.
  const command = must("sleep", "sh", ["-c", `sleep 600 & touch '${folder}/started'; wait`], { signal: stop.signal });
  await started;
  stop.abort();
  await expect(command).rejects.toMatchObject({ name: "Problem", status: 130 });
  rmSync(folder, { recursive: true });
});

test("a failed command says its status and keeps what it printed", async () => {
  await expect(must("the build", "sh", ["-c", "echo line 3 is wrong >&2; exit 7"])).rejects.toMatchObject({
    message: "the build failed with status 7; its last lines are above.",
    output: "line 3 is wrong\n",
  });
});

test("a full disk is named", async () => {
  await expect(must("pip", "sh", ["-c", "echo 'OSError: [Errno 28] No space left on device'; exit 1"])).rejects.toThrow(
    "The disk is full (pip). Make room and run the command again.",
  );
});
