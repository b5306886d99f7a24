import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A build of the kernels by name: `native:x86-64-v3`, `native:arm64`, `wasm`. */
export type BuildName = string;

/** Whether a build can run here; if not, why. */
export interface BuildState {
  readonly build: BuildName;
  readonly path: string;
  /** Absent when the build can run. */
  readonly obstacle?: string;
}

/** CPU flags that each level adds to the one before (System V ABI for x86-64, micro-architecture levels). */
const levels = [
  { level: "x86-64-v4", flags: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"] },
  { level: "x86-64-v3", flags: ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"] },
  { level: "x86-64-v2", flags: ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"] },
];

/** Every build that exists for Titer, best first, with what stands in its way on this machine. */
export function buildStates(): BuildState[] {
  const flags = process.platform === "linux" && process.arch === "x64" ? cpuFlags() : new Set<string>();
  const native = [
    ...levels.map(({ level }, index) => {
      const needed = levels.slice(index).flatMap((lower) => lower.flags);
      const missing = needed.filter((flag) => !flags.has(flag));
      return stateOf(`native:${level}`, "x64", missing.length > 0 ? `the CPU lacks ${missing.join(", ")}` : undefined);
    }),
    stateOf("native:arm64", "arm64", undefined),
  ];
  const path = fileOf("titer.wasm");
  return [
    ...native,
    existsSync(path) ? { build: "wasm", path } : { build: "wasm", path, obstacle: "it was not built" },
  ];
}

function stateOf(build: BuildName, arch: string, cpu: string | undefined): BuildState {
  const path = fileOf(`titer-linux-${build.slice("native:".length)}.so`);
  const elsewhere = `this machine is ${process.platform} ${process.arch}`;
  const obstacle =
    process.platform !== "linux" || process.arch !== arch
      ? elsewhere
      : (cpu ?? (existsSync(path) ? undefined : "it was not built"));
  return obstacle === undefined ? { build, path } : { build, path, obstacle };
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`../../native/${name}`, import.meta.url));
}

function cpuFlags(): Set<string> {
  const line = /^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "";
  return new Set(line.trim().split(/\s+/));
}
