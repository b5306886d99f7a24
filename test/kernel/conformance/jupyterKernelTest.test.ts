import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { hasPython, kernelspecFolder, python } from "../support/environment.js";

const names = [
  "test_clear_output",
  "test_completion",
  "test_display_data",
  "test_error",
  "test_execute_result",
  "test_execute_stderr",
  "test_execute_stdout",
  "test_history",
  "test_inspect",
  "test_is_complete",
  "test_kernel_info",
  "test_pager",
  "test_recv_iopub_welcome_msg",
];

(hasPython() ? describe : describe.skip)("jupyter_kernel_test", () => {
  let report = "";

  beforeAll(async () => {
    await using folder = await kernelspecFolder();
    const env = { ...process.env, JUPYTER_PATH: folder.path };
    const script = resolve("test/kernel/conformance/kernelTests.py");
    const run = spawnSync(python, [script], { env, encoding: "utf8", timeout: 150_000 });
    report = run.stdout + run.stderr;
  }, 160_000);

  test.each(names)("%s", (name) => {
    const result = new RegExp(`^${name} \\(.*\\.\\.\\. (\\w+)`, "m").exec(report)?.[1];
    if (result !== "ok") throw new Error(report);
    expect(result).toBe("ok");
  });
});
