import { spawn } from "node:child_process";
import { root } from "./paths.js";
import { Problem } from "./problem.js";

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] Default: the project.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show] Pass the output through instead of keeping it. Default: false.
 * @property {AbortSignal} [signal] Ends the command.
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
    const child = spawn(program, parameters, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.show ? "inherit" : ["ignore", "pipe", "pipe"],
      ...(options.signal ? { signal: options.signal } : {}),
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
  if (diskFull.test(output)) throw new Problem(`The disk is full (${what}). Make room and run the command again.`);
  if (noNetwork.test(output)) {
    throw new Problem(
      `No network: ${what} could not reach its package index. Connect (or set its proxy) and run the command again.`,
    );
  }
  throw new Problem(`${what} failed with status ${status}; its last lines are above.`, { output });
}
