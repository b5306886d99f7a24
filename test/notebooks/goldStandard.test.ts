// Notebook 02 as nbclient runs it: every setting comes from configuration cells, three functions from cells.
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Plan } from "#lib/compile/index.js";
import { type ConfigOutput, configMime } from "#lib/protocol/index.js";
import { hasPython, kernelspecFolder, python } from "../kernel/support/environment.js";
import { ownEngine, temporaryFolder } from "../lib/engine/support.js";

jest.setTimeout(240_000); // two kernels of processes on a busy machine

interface Output {
  readonly output_type: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}
interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly Output[];
}

(hasPython() ? describe : describe.skip)("the gold standard", () => {
  const folder = temporaryFolder();
  ownEngine(folder);
  let cells: readonly Cell[] = [];
  let plan: Plan;

  beforeAll(async () => {
    const name = "02-gold-standard.ipynb";
    copyFileSync(resolve("notebooks", name), join(folder, name));
    await using kernels = await kernelspecFolder();
    const args = [resolve("setup/execute.py"), join(folder, name), join(folder, "executed.ipynb")];
    const env = { ...process.env, JUPYTER_PATH: kernels.path };
    const { status, stderr } = spawnSync(python, args, { encoding: "utf8", env, cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    cells = JSON.parse(readFileSync(join(folder, "executed.ipynb"), "utf8")).cells;
    const output = join(folder, "results/gold-standard/plate_analysis");
    plan = JSON.parse(readFileSync(join(output, ".titer", "plan.json"), "utf8"));
  }, 240_000);

  test("no cell warns or fails", () => {
    const complaints = cells.flatMap(({ outputs = [] }) =>
      outputs.filter((one) => one.output_type === "error" || ("name" in one && one.name === "stderr")),
    );
    expect(complaints).toEqual([]);
  });

  test("each configuration cell shows its scope as a form", () => {
    const titles = cells.flatMap(({ source, outputs = [] }) => {
      if (![source].flat().join("").startsWith("%%config")) return [];
      const forms = outputs.map(({ data }) => data?.[configMime] as ConfigOutput | undefined);
      return forms.map((form) => form?.title);
    });
    expect(titles).toEqual([
      "global configuration",
      "pipeline configuration",
      `configuration of the plate ${join(folder, "results/gold-standard/plate")}`,
      "configuration of the step composite",
      "configuration of the step positions",
    ]);
  });

  test("the plan has what the cells say, and no step says any of it", () => {
    const composite = plan.steps.find(({ name }) => name === "composite");
    expect(plan).toMatchObject({ numWorkers: 4, output: { results: "tables" } });
    expect(composite?.variableComponents).toEqual(["channel"]);
    expect(plan.steps.filter(({ checkpoint }) => checkpoint !== null).map(({ name }) => name)).toEqual(["positions"]);
    const code = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => [source].flat().join(""));
    const inCode = /numWorkers|variableComponents|stepMaterialization|outputDirSuffix|outputRoot/;
    expect(code.filter((text) => inCode.test(text) && !text.startsWith("%%config"))).toEqual([]);
  });

  test("three functions of cells ran in the engine, with their code in the plan", () => {
    const own = plan.steps.flatMap((step) => step.functions).filter(({ source }) => source !== undefined);
    expect(own.map(({ id }) => id)).toEqual([
      "notebook.traceNeurites",
      "notebook.computeTilePositions",
      "notebook.assembleStack",
    ]);
    expect(Object.keys(plan.sources ?? {})).toHaveLength(3);
  });

  test("the positions are those of the truth, to a pixel", () => {
    const printed = cells.flatMap(({ outputs = [] }) => outputs.flatMap(({ text = [] }) => text)).join("");
    const [, fields, error] = /(\d+) fields, largest error: ([\d.]+) px/.exec(printed) ?? [];
    expect(fields).toBe("8");
    expect(Number(error)).toBeLessThanOrEqual(1);
  });
});
