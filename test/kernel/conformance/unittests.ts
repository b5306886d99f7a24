import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, test } from "@jest/globals";
import { hasPython, kernelspecFolder, python } from "../support/environment.js";

/**
 * Runs a unittest script of this folder with our kernelspec, once, and makes a test of each of its tests.
 *
 * @param names tests that the script gets from elsewhere; those that it defines are read from it
 */
export function describeUnittests(title: string, script: string, names: readonly string[] = []): void {
  const file = resolve("test/kernel/conformance", script);
  const own = [...readFileSync(file, "utf8").matchAll(/def (test_\w+)/g)].map(([, name]) => name ?? "");
  (hasPython() ? describe : describe.skip)(title, () => {
    let report = "";

    beforeAll(async () => {
      await using folder = await kernelspecFolder();
      const env = { ...process.env, JUPYTER_PATH: folder.path };
      const run = spawnSync(python, [file], { env, encoding: "utf8", timeout: 150_000 });
      report = run.stdout + run.stderr;
    }, 160_000);

    test.each([...names, ...own])("%s", (name) => {
      const [, said = ""] = new RegExp(`^${name} \\(([^]*?\\.\\.\\. \\w+)`, "m").exec(report) ?? [];
      if (!said.endsWith("... ok")) throw new Error(report);
    });
  });
}
