import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jupyterEnvironment } from "#setup/jupyter.js";
import { root } from "#setup/paths.js";
import { type Outcome, outcomeOf } from "./bareProject.js";

/** What Binder does, in a clean clone: postBuild, then a notebook through what it installed for Binder's Jupyter. */
describe("binder/postBuild in a clean folder", () => {
  let folder: string;
  let clone: string;
  let prefix: string;
  let home: string;
  let built: Outcome;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "titer-binder-"));
    clone = join(folder, "titer");
    prefix = join(folder, "prefix");
    home = join(folder, "home");
    await outcomeOf("git", ["clone", "--quiet", root, clone]);
    built = await outcomeOf("bash", [join(clone, "binder", "postBuild")], { NB_PYTHON_PREFIX: prefix }, clone);
  }, 900_000);

  afterAll(async () => {
    await outcomeOf(process.execPath, [join(clone, "lib", "bin", "titer.js"), "engine", "stop"], { TITER_HOME: home });
    rmSync(folder, { recursive: true, force: true });
  });

  test("ends well, and Binder's Jupyter finds kernel and extension", () => {
    expect([built.status, built.status === 0 ? "" : built.errors]).toEqual([0, ""]);
    const spec = JSON.parse(readFileSync(join(prefix, "share/jupyter/kernels/titer/kernel.json"), "utf8"));
    expect(spec.argv).toContain(join(clone, "kernel", "dist", "main.js"));
    const extension = join(prefix, "share/jupyter/labextensions/@titer/jupyterlab/package.json");
    expect(JSON.parse(readFileSync(extension, "utf8")).name).toBe("@titer/jupyterlab");
  });

  test("runs notebook 01", async () => {
    const python = join(clone, ".titer", "venv", "bin", "python");
    const notebook = join(clone, "notebooks", "01-first-plate.ipynb");
    const env = {
      ...jupyterEnvironment(),
      JUPYTER_PATH: join(prefix, "share", "jupyter"),
      TITER_PYTHON: undefined,
      TITER_HOME: home,
    };
    const executed = join(folder, "executed.ipynb");
    const { status, errors } = await outcomeOf(python, [join(clone, "setup", "execute.py"), notebook, executed], env);
    expect([status, errors]).toEqual([0, ""]);
    const table = readFileSync(executed, "utf8");
    expect(table).toContain("cellCount");
  }, 300_000);
});
