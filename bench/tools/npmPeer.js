import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../setup/command.js";
import { inTiter } from "../../setup/paths.js";
import { step } from "../../setup/step.js";

/**
 * A program of a peer that comes from npm, installed from the lock file in `source` unless it is there.
 *
 * @param {string} peer @param {string} source @param {string} path
 */
export async function installed(peer, source, path) {
  const folder = inTiter(peer);
  const program = join(folder, "node_modules", path);
  await step(peer, "installing", async () => {
    if (existsSync(program)) return false;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = ["package.json", "package-lock.json", ".npmrc"].map((name) => join(source, name));
    await must("cp", "cp", [...files, folder]);
    await must("npm ci", "npm", ["ci", "--ignore-scripts", "--prefix", folder], { network: true });
    return true;
  });
  return program;
}
