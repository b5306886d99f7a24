/**
 * `node setup/completeLock.js`: adds the platform packages that package-lock.json lacks.
 *
 * npm leaves them out when the index it was made with does not have them, and then `npm ci` refuses the file, here and on
 * those platforms. The entries have no integrity hash, for nobody here has seen the files; npm checks the version only.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inRoot } from "./paths.js";
import { Problem, runMain } from "./problem.js";

/**
 * @typedef {{ version?: string, dev?: boolean, license?: string, engines?: object, optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

const platform =
  /(android|darwin|linux|win32|freebsd|openharmony)-(arm64|x64|arm|ia32|ppc64|riscv64|s390x|loong64)(?:-(\w+))?$/;

/** The entries that a lock file lacks, by their place in it. @param {Lock} lock @returns {Record<string, object>} */
export function missingEntries(lock) {
  /** @type {Record<string, object>} */
  const missing = {};
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const nested = `${place}/node_modules/${name}`;
      if (lock.packages[`node_modules/${name}`] || lock.packages[nested]) continue;
      missing[`node_modules/${name}`] = platformEntry(name, version, entry);
    }
  }
  return missing;
}

/** @param {string} name @param {string} version @param {Entry} parent */
function platformEntry(name, version, parent) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Problem(`${name}@${version} is no exact version: add it by hand.`);
  const wasm = name.endsWith("wasm32-wasi");
  const [, os, cpu, abi] = platform.exec(name) ?? [];
  if (!cpu && !wasm) throw new Problem(`${name} names no known platform: add it to package-lock.json by hand.`);
  return {
    version,
    cpu: [wasm ? "wasm32" : cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === "linux" && abi ? { libc: [abi.startsWith("musl") ? "musl" : "glibc"] } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
    ...(parent.engines && !wasm ? { engines: parent.engines } : {}),
  };
}

async function main() {
  const path = inRoot("package-lock.json");
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const missing = missingEntries(lock);
  const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} platform packages added to package-lock.json`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await runMain(main);
