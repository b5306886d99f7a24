import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { processorSeconds, residentMb } from "./processes.js";

/**
 * @typedef {object} Measured
 * @property {number} seconds Wall time of the whole process.
 * @property {number} peakMb Largest sum of the resident memory of all processes of the run, in 2^20 bytes.
 * @property {number} cpuSeconds Time that processors worked for all of them.
 * @property {string} output Standard output.
 */

const marker = "TITER_BENCH_RUN";
const sampleEveryMs = 50;

/**
 * Runs a program and measures time and memory. Every process that inherits the run's mark counts, wherever it is in the
 * process tree, so an engine that outlives its caller is included. Linux only (/proc).
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Measured>}
 * @throws when the program fails.
 */
export async function measure(program, parameters, env = {}) {
  const mark = crypto.randomUUID();
  const start = performance.now();
  const child = spawn(program, parameters, {
    env: { ...process.env, ...env, [marker]: mark },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors = (errors + chunk).slice(-4000);
  });
  let peak = 0;
  const cpu = /** @type {Map<string, number>} */ (new Map()); // seconds by process
  const sample = () => {
    peak = Math.max(peak, residentOf(mark, cpu));
  };
  const sampler = setInterval(sample, sampleEveryMs);
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    // "exit", not "close": an engine that goes on may keep the pipes open.
    child.once("exit", resolve);
  });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(sampler);
  sample(); // of those that go on
  const cpuSeconds = [...cpu.values()].reduce((sum, one) => sum + one, 0);
  if (status !== 0) throw new Error(`${program} ${parameters.join(" ")} ended with status ${status}\n${errors}`);
  return { seconds, peakMb: peak, cpuSeconds, output };
}

/** @param {string} mark @param {Map<string, number>} cpu Seconds of processes that were seen to have the mark. */
function residentOf(mark, cpu) {
  let sum = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!cpu.has(pid) && !readFileSync(`/proc/${pid}/environ`, "utf8").includes(`${marker}=${mark}`)) continue;
      cpu.set(pid, processorSeconds(pid));
      sum += residentMb(pid);
    } catch {
      // The process has ended meanwhile.
    }
  }
  return sum;
}
