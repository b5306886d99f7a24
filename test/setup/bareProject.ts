import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "#setup/paths.js";

/** What a program did. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end. */
export function outcomeOf(
  program: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd: string = root,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    const child = spawn(program, parameters, { cwd, env: { ...process.env, ...env }, stdio });
    let [output, errors] = ["", ""];
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output, errors }));
  });
}

/** A checkout on which nothing was set up: what set-up itself needs, without node_modules and `.titer`. */
export class BareProject {
  readonly folder: string = mkdtempSync(join(tmpdir(), "titer-bare-"));

  constructor() {
    for (const path of [
      "package.json",
      "package-lock.json",
      ".npmrc",
      "setup",
      "lib/package.json",
      "kernel/package.json",
    ]) {
      const filter = (source: string) => basename(source) !== "dist";
      cpSync(join(root, path), join(this.folder, path), { recursive: true, filter });
    }
    cpSync(join(root, "extension/package.json"), join(this.folder, "extension/package.json"));
  }

  /** Runs `setup/start.js`. */
  start(parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return outcomeOf(process.execPath, [join(this.folder, "setup", "start.js"), ...parameters], env);
  }

  /** Writes an executable shell script and gives its path. */
  script(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
