import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hasPython, python } from "../support/environment.js";
import { installTslab, writeTslabSpec } from "./install.js";

const plate = "../shared/plates/ix_faim_9987_3420";

/** Whether the plates and tslab are there; under CI they must be. */
async function ready(): Promise<boolean> {
  if (!hasPython()) return false;
  const problem = existsSync(plate) ? await installTslab() : `${plate} is missing`;
  if (problem === undefined) return true;
  if (process.env.CI === "true") throw new Error(problem);
  process.stderr.write(`skipped: ${problem}\n`);
  return false;
}

interface CellResult {
  readonly status: string;
  readonly text: string;
  readonly error: string;
}

((await ready()) ? describe : describe.skip)("under the plain tslab kernel", () => {
  let folder = "";
  let results: readonly CellResult[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "titer-tslab-"));
    await writeTslabSpec(folder);
    const cells = [
      `import { PipelineOrchestrator } from "titer";\nconst plate = await PipelineOrchestrator.open("${plate}");\nconsole.log(plate.wells.join(","));`,
      'import { FunctionStep } from "titer";\nimport { tophat } from "titer/functions";\nconst steps = [new FunctionStep({ name: "background", func: tophat.with({ selemRadius: 3 }), variableComponents: ["site"] })];\nconst plan = await plate.compile(steps);\nconsole.log(plan.plan.steps.length);',
      "const wrong: FunctionStep = 5;",
    ];
    const script = resolve("test/kernel/tslab/runCells.py");
    const env = { ...process.env, JUPYTER_PATH: folder };
    const input = JSON.stringify(cells);
    const run = spawnSync(python, [script, "tslab", process.cwd()], { env, input, encoding: "utf8", timeout: 120_000 });
    if (run.status !== 0) throw new Error(run.stderr);
    results = JSON.parse(run.stdout);
  }, 130_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("a plate opens and says its wells", () => {
    expect(results[0]).toEqual({ status: "ok", text: "B02\n", error: "" });
  });

  test("a pipeline of library functions compiles", () => {
    expect(results[1]).toEqual({ status: "ok", text: "1\n", error: "" });
  });

  test("the types of the library are known", () => {
    expect(results[2]?.status).toBe("error");
    expect(results[2]?.error).toContain("Type 'number' is not assignable to type 'FunctionStep'");
  });
});
