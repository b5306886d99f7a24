import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { hasPython, kernelspecFolder, python } from "../support/environment.js";

jest.setTimeout(150_000);

interface Cell {
  readonly cell_type: string;
  readonly outputs: readonly { readonly data?: Record<string, string | string[]>; readonly ename?: string }[];
}

function notebook(...sources: readonly string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "titer", display_name: "TypeScript (Titer)", language: "typescript" } },
    cells: sources.map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      execution_count: null,
      metadata: index === 0 ? { tags: ["parameters"] } : {},
      outputs: [],
      source,
    })),
  });
}

/** Runs a Jupyter program with our kernelspec in a folder that holds a notebook, and gives what it left and said. */
async function jupyter(program: string, parameters: readonly string[], sources: readonly string[], input = "") {
  await using specs = await kernelspecFolder();
  const file = join(specs.path, "in.ipynb");
  await writeFile(file, notebook(...sources));
  const env = { ...process.env, JUPYTER_PATH: specs.path, JUPYTER_CONFIG_DIR: join(specs.path, "config") };
  const path = join(dirname(python), program);
  const run = spawnSync(path, parameters, { cwd: specs.path, env, input, encoding: "utf8", timeout: 120_000 });
  const said = run.stdout + run.stderr;
  const read = (name: string): readonly Cell[] => JSON.parse(readFileSync(join(specs.path, name), "utf8")).cells;
  return { status: run.status, said, cells: run.status === 0 && input === "" ? read("out.ipynb") : [] };
}

/** A notebook file holds a text as its lines. */
const textOf = (cell: Cell | undefined): string => [cell?.outputs[0]?.data?.["text/plain"] ?? []].flat().join("");

(hasPython() ? describe : describe.skip)("front ends", () => {
  test("nbconvert --execute runs a notebook", async () => {
    const parameters = ["nbconvert", "--execute", "--to", "notebook", "--output", "out.ipynb", "in.ipynb"];
    const { status, said, cells } = await jupyter("jupyter", parameters, ["const a: number = 20;", "a * 2.1"]);
    if (status !== 0) throw new Error(said);
    expect(textOf(cells[1])).toBe("42");
  });

  test("nbconvert fails with the cell's error", async () => {
    const parameters = ["nbconvert", "--execute", "--to", "notebook", "--output", "out.ipynb", "in.ipynb"];
    const { status, said } = await jupyter("jupyter", parameters, ['throw new RangeError("too far")']);
    expect(status).not.toBe(0);
    expect(said).toContain("RangeError: too far");
  });

  test("papermill runs a notebook", async () => {
    const { status, said, cells } = await jupyter("papermill", ["in.ipynb", "out.ipynb"], ["const n = 3;", "n ** 2"]);
    if (status !== 0) throw new Error(said);
    expect(textOf(cells.at(-1))).toBe("9");
  });

  test("jupyter console runs lines", async () => {
    const parameters = ["console", "--simple-prompt", "--kernel", "titer"];
    const { said } = await jupyter("jupyter", parameters, [], "const c = 6;\nc * 7\nquit\n");
    expect(said).toContain("Titer");
    expect(said).toMatch(/Out\[2\]: 42/);
  });
});
