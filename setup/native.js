// Builds the pixel kernels (lib/src/functions/native/cpp) with the compiler of the Python package ziglang, into lib/dist/native.
// By hand: node setup/native.js [--all]; --all also builds for the other architecture.
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { must } from "./command.js";
import { inRoot, inTiter, venvPython } from "./paths.js";
import { runMain } from "./problem.js";
import { digest, unlessDone } from "./stamp.js";

const sources = inRoot("lib", "src", "functions", "native", "cpp");
const output = inRoot("lib", "dist", "native");

/** Strict floating point everywhere: results have the same bits in all builds. No C++ runtime: it would have to be compiled first. */
const common = [
  ...["-O3", "-std=c++20", "-ffp-contract=off", "-fno-exceptions", "-fno-rtti", "-fvisibility=hidden", "-nostdlib++"],
  ...["-fno-sanitize=all", "-Wall", "-Wextra", "-Werror", "-Wno-logical-op-parentheses", "-s"],
];
/** glibc 2.28: every distribution since 2018. */
const x64 = ["-target", "x86_64-linux-gnu.2.28", "-shared", "-fPIC"];
const arm64 = ["-target", "aarch64-linux-gnu.2.28", "-shared", "-fPIC"];
const wasm = ["-target", "wasm32-freestanding", "-nostdlib", "-msimd128", "-mbulk-memory", "-mnontrapping-fptoint"];
const exported = ["titerOpen", "titerNames", "titerRun", "titerClose", "__heap_base"].map(
  (name) => `-Wl,--export=${name}`,
);

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
 * Builds what is missing or out of date; about 20 s on an empty cache.
 *
 * @param {object} options
 * @param {string} options.python A Python that has ziglang.
 * @param {(file: string) => void} [options.log] Told of each file before it is built.
 * @param {boolean} [options.all] For every architecture, not only this machine's.
 * @param {AbortSignal} [options.signal] Ends the build.
 * @returns {Promise<boolean>} Whether there was something to do.
 */
export async function buildNative({ python, log, all = false, signal }) {
  mkdirSync(output, { recursive: true });
  let built = false;
  for (const build of builds) {
    const wanted = all || build.arch === "any" || (process.platform === "linux" && build.arch === process.arch);
    if (!wanted) continue;
    const inputs = digest([sources], [...common, ...build.flags]);
    const done = await unlessDone(join(output, `${build.file}.stamp`), inputs, async () => {
      log?.(build.file);
      await compile(python, build, signal);
    });
    built ||= done;
  }
  return built;
}

/**
 * @param {string} python
 * @param {Build} build
 * @param {AbortSignal} [signal]
 */
async function compile(python, build, signal) {
  const other = build.file.endsWith(".wasm") ? "Native.cpp" : "Wasm.cpp";
  const names = readdirSync(sources).filter((name) => name.endsWith(".cpp") && !name.endsWith(other));
  const unfinished = join(output, `${build.file}.unfinished`);
  const files = names.sort().map((name) => join(sources, name));
  const cache = inTiter("zig");
  const env = { ...process.env, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
  try {
    const command = ["-m", "ziglang", "c++", ...common, ...build.flags, ...files, "-o", unfinished];
    await must(`the kernels' build (${build.file})`, python, command, signal ? { env, signal } : { env });
    renameSync(unfinished, join(output, build.file));
  } finally {
    rmSync(unfinished, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const all = process.argv.includes("--all");
    const built = await buildNative({ python: venvPython, log: (line) => console.log(`kernels: ${line}`), all });
    if (!built) console.log("kernels: up to date");
    return 0;
  });
}
