import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jupyterEnvironment } from "#setup/jupyter.js";
import { inRoot } from "#setup/paths.js";
import { hasPython, kernelspecFolder, python } from "../kernel/support/environment.js";
import { type Outcome, outcomeOf } from "./bareProject.js";

let folder: string;
let kernels: Awaited<ReturnType<typeof kernelspecFolder>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "titer-execute-"));
  kernels = await kernelspecFolder();
});

afterAll(async () => {
  await kernels[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function notebook(name: string, kernel: string, sources: readonly string[]): string {
  const text = { cell_type: "markdown", id: "text", metadata: {}, source: "# Title" };
  const code = { cell_type: "code", metadata: {}, outputs: [], execution_count: null };
  const cells = [text, ...sources.map((source, index) => ({ ...code, id: `cell-${index}`, source }))];
  const metadata = { kernelspec: { name: kernel, display_name: kernel, language: "typescript" } };
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
  return path;
}

function execute(path: string): Promise<Outcome> {
  const env = { ...jupyterEnvironment(), JUPYTER_PATH: kernels.path };
  return outcomeOf(python, [inRoot("setup", "execute.py"), path, join(folder, "executed", "out.ipynb")], env);
}

function executedOutputs(): { output_type: string; text?: string[] }[][] {
  const { cells } = JSON.parse(readFileSync(join(folder, "executed", "out.ipynb"), "utf8"));
  return cells.slice(1).map((cell: { outputs: { output_type: string }[] }) => cell.outputs);
}

(hasPython() ? describe : describe.skip)("npm start -- --execute", () => {
  test("prints each cell's status, writes the executed notebook and ends with 0", async () => {
    const path = notebook("fine.ipynb", "titer", ["\nconst a: number = 2;", "console.log(a * 3)"]);
    const before = readFileSync(path);
    const { status, output } = await execute(path);
    expect(output).toMatch(/^\[1\/2\] const a: number = 2; +ok {2}\d+\.\d\d s\n\[2\/2\] console\.log\(a \* 3\) +ok /);
    expect(status).toBe(0);
    expect(executedOutputs()[1]).toMatchObject([{ output_type: "stream", text: ["6\n"] }]);
    expect(readFileSync(path)).toEqual(before);
  }, 60_000);

  test("stops at the first error, shows it in full, keeps it in the executed notebook and ends with 1", async () => {
    const { status, output, errors } = await execute(
      notebook("failing.ipynb", "titer", ["throw new RangeError('no well Z99')", "1 + 1"]),
    );
    expect(status).toBe(1);
    expect(output).toMatch(/^\[1\/2\] throw new RangeError\('no well Z99'\) +error {2}\d/);
    expect(output).not.toContain("[2/2]");
    expect(errors).toContain("RangeError: no well Z99");
    expect(executedOutputs().map((outputs) => outputs.map((one) => one.output_type))).toEqual([["error"], []]);
  }, 60_000);

  test("refuses a notebook of another kernel in one line, and writes nothing", async () => {
    rmSync(join(folder, "executed"), { recursive: true, force: true });
    const path = notebook("python.ipynb", "python3", ["print(1)"]);
    const { status, errors } = await execute(path);
    expect([status, errors]).toEqual([
      1,
      `${path} is for the kernel python3, not for titer: choose the Titer kernel in JupyterLab and save it.\n`,
    ]);
    expect(existsSync(join(folder, "executed"))).toBe(false);
  }, 60_000);

  test("refuses a file that is no notebook in one line", async () => {
    const path = join(folder, "broken.ipynb");
    writeFileSync(path, "{ no json");
    const { status, errors } = await execute(path);
    expect(status).toBe(1);
    expect(errors).toMatch(/^\S+broken\.ipynb is no notebook that can be read: [^\n]+\n$/);
  }, 60_000);
});
