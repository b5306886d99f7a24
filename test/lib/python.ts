import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "@jest/globals";

/** The Python of the project's environment, which holds the reference tools. */
export const pythonPath = process.env.TITER_PYTHON ?? ".titer/venv/bin/python";

/** Runs a script with bytes on its standard input; gives the JSON that it prints. Fails with what it wrote to standard error. */
export async function python(script: string, input: Uint8Array | string = ""): Promise<unknown> {
  if (!existsSync(pythonPath)) throw new Error(`no Python at ${pythonPath}: run "npm start" or "npm test" once`);
  const child = spawn(pythonPath, ["-c", script]);
  let output = "";
  let errors = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  child.stderr.on("data", (data) => {
    errors += data;
  });
  child.stdin.end(input);
  const status = await new Promise((done) => child.on("close", done));
  if (status !== 0) throw new Error(`Python ended with ${status}: ${errors}`);
  return JSON.parse(output);
}

/** A test against zarr-python, which needs Python 3.11: skipped with a message where it is absent, a failure in CI. */
export function testWithZarr(name: string, body: () => Promise<void>, timeout?: number): void {
  const look = ["-c", "from importlib.util import find_spec; raise SystemExit(find_spec('zarr') is None)"];
  if (spawnSync(pythonPath, look).status === 0) test(name, body, timeout);
  else if (process.env.CI === "true") throw new Error(`${name}: zarr-python is absent (it needs Python 3.11)`);
  else {
    process.stderr.write(`SKIPPED ${name}: zarr-python is absent (it needs Python 3.11)\n`);
    test.skip(name, body);
  }
}
