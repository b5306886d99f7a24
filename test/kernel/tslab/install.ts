import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const source = resolve("test/peers/tslab");
const target = resolve(".titer/tslab");
const program = "node_modules/tslab/bin/tslab";

/** Installs tslab from its lock file into `.titer/tslab` unless it is there; says why when it cannot. */
export async function installTslab(): Promise<string | undefined> {
  if (existsSync(join(target, program))) return undefined;
  const fresh = `${target}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  for (const name of ["package.json", "package-lock.json", ".npmrc"]) await cp(join(source, name), join(fresh, name));
  const npm = spawnSync("npm", ["ci", "--prefix", fresh], { encoding: "utf8", timeout: 180_000 });
  if (npm.status === 0) await rename(fresh, target);
  else await rm(fresh, { recursive: true, force: true });
  return npm.status === 0 ? undefined : `tslab was not installed: ${npm.stderr || npm.error?.message}`;
}

/** Writes a kernelspec `tslab` into a folder that is then given as JUPYTER_PATH. */
export async function writeTslabSpec(folder: string): Promise<void> {
  const argv = [process.execPath, join(target, program), "kernel", "--config-path", "{connection_file}"];
  await mkdir(join(folder, "kernels", "tslab"), { recursive: true });
  const spec = { argv, display_name: "tslab", language: "typescript" };
  await writeFile(join(folder, "kernels", "tslab", "kernel.json"), JSON.stringify(spec));
}
