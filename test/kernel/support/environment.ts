import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeKernelspec } from "#kernel/kernelspec.js";

/** The project's Python, made by `npm test`. */
export const python: string = resolve(".titer/venv/bin/python");

/** Whether the project's Python is there; under CI it must be. */
export function hasPython(): boolean {
  if (existsSync(python)) return true;
  if (process.env.CI === "true") throw new Error(`${python} is missing: run npm test, which makes it`);
  process.stderr.write(`skipped: ${python} is missing (npm test makes it)\n`);
  return false;
}

/** A temporary folder that holds the kernelspec `titer` and nothing else; give it as JUPYTER_PATH. */
export async function kernelspecFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "titer-jupyter-"));
  await writeKernelspec(join(path, "kernels", "titer"), { node: process.execPath });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
