import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jupyterEnvironment } from "#setup/jupyter.js";
import { inRoot } from "#setup/paths.js";
import { hasPython, kernelspecFolder, python } from "../kernel/support/environment.js";
import { type Outcome, outcomeOf } from "../setup/bareProject.js";

interface CellOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

(hasPython() ? describe : describe.skip)("notebook 03, run without a browser", () => {
  let folder: string;
  let outcome: Outcome;
  let outputs: readonly CellOutput[];
  let states: readonly { readonly model_name: string; readonly state: Readonly<Record<string, unknown>> }[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "titer-notebook-"));
    await using kernels = await kernelspecFolder();
    const engine = { TITER_HOME: join(folder, "home"), XDG_RUNTIME_DIR: folder, TITER_ENGINE_IDLE_SECONDS: "1" };
    const env = { ...jupyterEnvironment(), JUPYTER_PATH: kernels.path, ...engine };
    const executed = join(folder, "executed.ipynb");
    outcome = await outcomeOf(
      python,
      [inRoot("setup", "execute.py"), inRoot("notebooks", "03-widgets.ipynb"), executed],
      env,
    );
    const notebook = JSON.parse(readFileSync(executed, "utf8"));
    outputs = notebook.cells.flatMap((cell: { outputs?: CellOutput[] }) => cell.outputs ?? []);
    const widgets = notebook.metadata.widgets?.["application/vnd.jupyter.widget-state+json"];
    states = Object.values(widgets?.state ?? {});
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));

  test("every cell is fine, without warnings", () => {
    expect(outcome.output.split("\n").filter((line) => /\d s$/.test(line) && !line.includes(" ok "))).toEqual([]);
    expect(outcome.status).toBe(0);
    expect(outputs.filter((output) => output.output_type === "error" || output.name === "stderr")).toEqual([]);
  });

  test("its widgets are outputs with their model, and the file holds the states", () => {
    const views = outputs.filter(({ data }) => data?.["application/vnd.jupyter.widget-view+json"] !== undefined);
    expect(views).toHaveLength(7);
    for (const { data } of views) expect(String(data?.["text/plain"])).toMatch(/^\w+\(/);
    expect(
      states.filter(({ model_name }) => model_name === "FloatSliderModel").some(({ state }) => state.value === 3),
    ).toBe(true);
  });

  test("what interact shows is the image that the engine made", () => {
    const shown = states
      .filter(({ model_name }) => model_name === "OutputModel")
      .flatMap(({ state }) => state.outputs as readonly CellOutput[]);
    const texts = shown.map(({ data }) => String(data?.["text/plain"] ?? ""));
    expect(texts.some((text) => text.includes("% of the pixels"))).toBe(true);
    expect(texts.some((text) => /^gaussian\(sigma = 2\) of .*512 x 512 float32/.test(text))).toBe(true);
  });
});
