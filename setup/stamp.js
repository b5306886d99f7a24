import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./paths.js";

/**
 * A digest over texts and the content of files and folders; a missing file counts as missing, not as an error. The place of
 * the project does not count; what depends on it (an environment can't be moved) adds it to the texts.
 *
 * @param {readonly string[]} paths
 * @param {readonly string[]} [texts]
 */
export function digest(paths, texts = []) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text}\0`);
  for (const path of paths.flatMap(filesBelow)) {
    hash.update(`${relative(root, path)}\0`).update(existsSync(path) ? readFileSync(path) : "missing");
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !name.startsWith(".")) // Such as .tsbuildinfo, which changes without a change.
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/**
 * Does work whose result is kept, unless the stamp beside the result says that it was done for the same inputs.
 * The stamp is removed first and written last, so interrupted work is done again.
 *
 * @param {string} stamp
 * @param {string} inputs
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} Whether there was something to do.
 */
export async function unlessDone(stamp, inputs, work) {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
  return true;
}
