import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { titerVersion } from "../compile/version.ts";

/**
 * Which Titer this process runs: the version and, in a checkout, a hash of what was built, so that an engine that was
 * started before a rebuild is not taken for a new one.
 */
// Read when the module loads, not when it is asked for: a later build does not change the code that already runs here.
export const titerBuild: string = readBuild();

function readBuild(): string {
  const built = ["core", "node"]
    .map((project) => fileURLToPath(new URL(`../${project}.tsbuildinfo`, import.meta.url)))
    .filter((path) => existsSync(path)); // a published package has none: there the version says it all
  if (built.length === 0) return titerVersion;
  const hash = createHash("sha256");
  for (const path of built) hash.update(readFileSync(path));
  return `${titerVersion}+${hash.digest("hex").slice(0, 8)}`;
}
