import { buildExtension, buildKernels, compile, registerKernel } from "./build.js";
import { withLock } from "./lock.js";
import { installPackages } from "./packages.js";
import { inTiter, root } from "./paths.js";
import { addTestPackages, makeEnvironment } from "./python.js";
import { seconds, show, step } from "./step.js";

/**
 * Brings everything up to date that Titer needs to run in this checkout, and shows it step by step:
 *
 * ```
 * npm packages ---------> three packages --> JupyterLab extension --> kernelspec
 * Python environment ---> native kernels
 * ```
 *
 * Only one set-up works at a time; others wait for it.
 *
 * @param {{ tests: boolean }} options `tests`: also what the tests need.
 */
export async function prepare({ tests }) {
  const start = performance.now();
  console.error(`Titer in ${root}`);
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted);
  try {
    const path = inTiter("setup.lock");
    const onWait = (/** @type {number} */ pid) => show("set-up", `waiting for the one in process ${pid} (${path})`);
    await withLock(path, () => together(stop, [nodeSide(tests, stop.signal), pythonSide(tests, stop.signal)]), {
      onWait,
      signal: stop.signal,
    });
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  }
  show("set-up", `ready in ${seconds(start)}`);
}

/** @param {boolean} tests @param {AbortSignal} stop */
async function nodeSide(tests, stop) {
  await step("npm packages", "installing", () => installPackages(stop));
  const projects = tests ? [] : ["lib", "kernel", "extension"];
  await step("TypeScript", "compiling", () => compile(projects, stop));
  const { bundleCommand } = await import("./bundle.js"); // its bundler is one of the npm packages
  await step("command", "bundling", bundleCommand);
  const { bundlePage } = await import("./page.js");
  await step("viewer page", "bundling", bundlePage);
  await step("JupyterLab extension", "building", () => buildExtension(stop));
  await registerKernel();
}

/** @param {boolean} tests @param {AbortSignal} stop */
async function pythonSide(tests, stop) {
  await step("Python environment", "installing", () => makeEnvironment(stop));
  await step("native kernels", "compiling", () => buildKernels(stop));
  if (tests) await step("test packages", "installing", () => addTestPackages(stop));
}

/**
 * Waits for all; the first that fails ends the others.
 *
 * @param {AbortController} stop @param {Promise<void>[]} sides
 */
async function together(stop, sides) {
  try {
    await Promise.all(sides);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(sides);
    throw error;
  }
}
