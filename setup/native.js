// Builds the pixel kernels (lib/src/functions/native/cpp) with the compiler of the Python package ziglang, into lib/dist/native.
// By hand: node setup/native.js [--all] [--force]; --all also builds for the other architecture.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { venvPython } from "./paths.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = join(root, "lib/src/functions/native/cpp");
const output = join(root, "lib/dist/native");

/** Strict floating point everywhere: results have the same bits in all builds. No C++ runtime: it would have to be compiled first. */
const common = [
  ...["-O3", "-std=c++20", "-ffp-contract=off", "-fno-exceptions", "-fno-rtti", "-fvisibility=hidden", "-nostdlib++"],
  ...["-fno-sanitize=all", "-Wall", "-Wextra", "-Werror", "-Wno-logical-op-parentheses", "-s"],
];
/** glibc 2.28: every distribution since 2018. */
const x64 = ["-target", "x86_64-linux-gnu.2.28", "-shared", "-fPIC"];
const arm64 = ["-target", "aarch64-linux-gnu.2.28", "-shared", "-fPIC"];
const wasm = ["-target", "wasm32-freestanding", "-nostdlib", "-msimd128", "-mbulk-memory", "-mnontrapping-fptoint"];
const exported = ["titerOpen", "titerRun", "titerClose", "__heap_base"].map((name) => `-Wl,--export=${name}`);

/** @typedef {{ file: string, arch: string, flags: string[] }} Build */

/** @type {Build[]} */
const builds = [
  { file: "titer-linux-x86-64-v2.so", arch: "x64", flags: [...x64, "-march=x86_64_v2", "-DVB=16"] },
  { file: "titer-linux-x86-64-v3.so", arch: "x64", flags: [...x64, "-march=x86_64_v3", "-DVB=32"] },
  {
    file: "titer-linux-x86-64-v4.so",
    arch: "x64",
    flags: [...x64, "-march=x86_64_v4", "-DVB=64", "-mprefer-vector-width=512"],
  },
  { file: "titer-linux-arm64.so", arch: "arm64", flags: [...arm64, "-DVB=16"] },
  { file: "titer.wasm", arch: "any", flags: [...wasm, "-DVB=16", "-Wl,--no-entry", ...exported] },
];

/**
 * Builds what is missing or out of date.
 *
 * @param {object} options
 * @param {string} options.python - a Python that has ziglang.
 * @param {(line: string) => void} options.log
 * @param {boolean} [options.all] - for every architecture, not only this machine's.
 * @param {boolean} [options.force] - even what is up to date.
 * @returns {Promise<{ built: string[], current: string[], milliseconds: number }>}
 */
export async function buildNative({ python, log, all = false, force = false }) {
  const started = Date.now();
  mkdirSync(output, { recursive: true });
  /** @type {{ built: string[], current: string[] }} */
  const result = { built: [], current: [] };
  for (const build of builds) {
    const wanted = all || build.arch === "any" || (process.platform === "linux" && build.arch === process.arch);
    if (!wanted) continue;
    const stamp = join(output, `${build.file}.sha256`);
    const hash = hashOf(build);
    if (!force && existsSync(join(output, build.file)) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
      result.current.push(build.file);
      continue;
    }
    log(`kernels: ${build.file}`);
    rmSync(stamp, { force: true });
    compile(python, build);
    writeFileSync(stamp, hash);
    result.built.push(build.file);
  }
  return { ...result, milliseconds: Date.now() - started };
}

/** @param {Build} build */
function sourcesOf(build) {
  const other = build.file.endsWith(".wasm") ? "Native.cpp" : "Wasm.cpp";
  return readdirSync(sources)
    .filter((name) => name.endsWith(".cpp") && !name.endsWith(other))
    .sort();
}

/** @param {Build} build */
function hashOf(build) {
  const hash = createHash("sha256").update([...common, ...build.flags].join("\0"));
  for (const name of readdirSync(sources).sort()) hash.update(`\0${name}\0`).update(readFileSync(join(sources, name)));
  return hash.digest("hex");
}

/**
 * @param {string} python
 * @param {Build} build
 */
function compile(python, build) {
  const cache = join(root, ".titer/zig");
  const unfinished = join(output, `unfinished-${process.pid}-${build.file}`);
  const files = sourcesOf(build).map((name) => join(sources, name));
  const command = ["-m", "ziglang", "c++", ...common, ...build.flags, ...files, "-o", unfinished];
  const zig = spawnSync(python, command, {
    encoding: "utf8",
    env: { ...process.env, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache },
  });
  if (zig.error || zig.status !== 0) {
    rmSync(unfinished, { force: true });
    const said = zig.error?.message ?? `${zig.stderr}${zig.stdout}`;
    throw new Error(`${build.file} could not be built: ${said.trim()}\nIs the Python package ziglang in ${python}?`);
  }
  renameSync(unfinished, join(output, build.file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { built, current, milliseconds } = await buildNative({
    python: venvPython,
    log: console.log,
    all: process.argv.includes("--all"),
    force: process.argv.includes("--force"),
  });
  console.log(`kernels: ${built.length} built, ${current.length} up to date, ${(milliseconds / 1000).toFixed(1)} s`);
}
