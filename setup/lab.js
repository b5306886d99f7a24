import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { jupyterEnvironment } from "./jupyter.js";
import { firstNotebook, inTiter, root, venvPython } from "./paths.js";
import { Problem } from "./problem.js";
import { seconds, show } from "./step.js";

const firstPort = 8888;

/**
 * A port that the user asked for.
 *
 * @param {string} given
 * @throws {Problem} when it is no port number or in use.
 */
export async function lookForPort(given) {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`--port ${given} is no port: give a number from 1 to 65535.`);
  }
  if (!(await isFree(port))) {
    throw new Problem(`Port ${port} is in use: give another with --port, or none to take the next free one.`);
  }
  return port;
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES") reject(new Problem(`Port ${port} needs special rights: give one above 1023.`));
      else reject(error);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Starts JupyterLab on this machine only, behind a token, and stays until it ends.
 *
 * @param {{ port: number | undefined, browser: boolean }} options Without a port, the first free one from 8888 is taken.
 * @returns {Promise<number>} JupyterLab's exit status.
 */
export async function openLab({ port, browser }) {
  const start = performance.now();
  const lab = spawn(venvPython, labParameters(port, browser), {
    cwd: root,
    env: jupyterEnvironment(),
    stdio: ["inherit", "ignore", "pipe"],
  });
  let said = "";
  lab.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-20_000);
  });
  const ended = new Promise((resolve, reject) => {
    lab.once("error", reject);
    lab.once("close", (code) => resolve(code ?? 0));
  });
  // Ctrl-C reaches JupyterLab too (same terminal); we stay until it has ended its kernels.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => lab.kill("SIGTERM"));
  const server = await Promise.race([served(lab), ended]);
  if (typeof server === "number") {
    if (port !== undefined && /already in use/.test(said)) throw new Problem(`Port ${port} is in use: give another.`);
    throw new Problem(`JupyterLab ended with status ${server}; its last lines are above.`, { output: said });
  }
  if (port === undefined && server.port !== firstPort)
    show("JupyterLab", `port ${firstPort} is in use: ${server.port} taken`);
  show("JupyterLab", `served in ${seconds(start)}; end it with Ctrl-C`);
  console.log(`${server.url}lab/tree/${firstNotebook}?token=${server.token}`);
  lab.stderr.pipe(process.stderr);
  return ended;
}

/** @param {number | undefined} port @param {boolean} browser */
function labParameters(port, browser) {
  return [
    ...["-m", "jupyterlab", firstNotebook],
    `--ServerApp.root_dir=${root}`,
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.port=${port ?? firstPort}`,
    `--ServerApp.port_retries=${port === undefined ? 50 : 0}`,
    "--ServerApp.log_level=WARN",
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(browser ? [] : ["--no-browser"]),
  ];
}

/**
 * What JupyterLab says about itself, once it answers requests.
 *
 * @param {import("node:child_process").ChildProcess} lab
 * @returns {Promise<{ url: string, port: number, token: string }>}
 */
async function served(lab) {
  const file = inTiter("jupyter", "runtime", `jpserver-${lab.pid}.json`);
  while (lab.exitCode === null) {
    const server = existsSync(file) ? readServer(file) : undefined;
    if (server && (await answers(server))) return server;
    await sleep(50);
  }
  return new Promise(() => {}); // It ended: the caller sees that by itself.
}

/** @param {string} file */
function readServer(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // Still being written.
    throw error;
  }
}

/** @param {{ url: string, token: string }} server */
async function answers({ url, token }) {
  try {
    return (await fetch(`${url}lab`, { headers: { Authorization: `token ${token}` } })).ok;
  } catch {
    return false; // Not listening yet.
  }
}
