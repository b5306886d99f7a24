import { spawn } from "node:child_process";
import { root } from "./paths.js";
import { Problem, refuseWhenInterrupted } from "./problem.js";

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] Default: the project.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show] Pass the output through instead of keeping it. Default: false.
 * @property {boolean} [network] The command fetches packages, so a failure may mean that there is no network.
 * @property {AbortSignal} [signal] Ends the command and all that it started; so does the end of this process.
 */

/** What a network that isn't there looks like in the output of npm and pip. */
const noNetwork =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|NewConnectionError|NameResolutionError|ConnectTimeoutError|Failed to establish a new connection/;
const diskFull = /ENOSPC|No space left on device/;

/**
 * Runs a program and gives its status and output (empty when shown).
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {CommandOptions} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function run(program, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    const child = spawn(program, parameters, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.show ? "inherit" : ["ignore", "pipe", "pipe"],
      // A group of its own, so that what the program started ends with it (python -m venv runs pip).
      detached: signal !== undefined && process.platform !== "win32",
    });
    const end = () => endGroup(child);
    signal?.addEventListener("abort", end);
    if (signal) process.once("exit", end);
    child.once("close", () => {
      signal?.removeEventListener("abort", end);
      process.off("exit", end);
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({ status: code ?? (signal === "SIGINT" ? 130 : 1), output: Buffer.concat(chunks).toString("utf8") }),
    );
  });
}

/**
 * At once, without a chance to tidy up: npm's own tidying goes on for seconds and would meet the next set-up. What is left
 * half-done has no stamp, so it is done anew.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
function endGroup(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") child.kill();
  else process.kill(-child.pid, "SIGKILL");
}

/**
 * Runs a program that must succeed.
 *
 * @param {string} what Names the work in messages: `npm`, `pip`.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {CommandOptions} [options]
 * @returns {Promise<string>} Its output.
 * @throws {Problem} when it fails, with the reason where it is a common one.
 */
export async function must(what, program, parameters, options = {}) {
  const { status, output } = await run(program, parameters, options);
  if (status === 0) return output;
  refuseWhenInterrupted(options.signal);
  if (diskFull.test(output)) throw new Problem(`The disk is full (${what}). Make room and run the command again.`);
  if (options.network && noNetwork.test(output)) {
    throw new Problem(
      `No network: ${what} could not reach its package index. Connect (or set its proxy) and run the command again.`,
    );
  }
  throw new Problem(`${what} failed with status ${status}; its last lines are above.`, { output });
}
