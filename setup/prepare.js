import { buildExtension, compile, registerKernel } from "./build.js";
import { withLock } from "./lock.js";
import { installPackages } from "./packages.js";
import { inTiter, root } from "./paths.js";
import { addTestPackages, makeEnvironment, startMinor, testMinor } from "./python.js";
import { seconds, show, step } from "./step.js";

/**
 * Brings everything up to date that Titer needs to run in this checkout, and shows it step by step:
 *
 * ```
 * npm packages --------.
 *                       +--> three packages --> JupyterLab extension
 * Python environment --'
 * ```
 *
 * Only one set-up works at a time; others wait for it.
 *
 * @param {{ tests: boolean }} options `tests`: also what the tests need.
 */
export async function prepare({ tests }) {
  const start = performance.now();
  console.error(`Titer in ${root}`);
  const lock = inTiter("setup.lock");
  // An orderly exit ends what was started and gives the lock back.
  const interrupted = () => process.exit(130);
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  await withLock(
    lock,
    async () => {
      await installBoth(tests);
      const projects = tests ? [] : ["lib", "kernel", "extension"];
      await step("TypeScript", "compiling", () => compile(projects));
      await step("JupyterLab extension", "building", buildExtension);
      await registerKernel();
    },
    (pid) => show("set-up", `waiting for the one in process ${pid} (${lock})`),
  );
  process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  show("set-up", `ready in ${seconds(start)}`);
}

/** npm and pip at the same time; the first that fails ends the other. @param {boolean} tests */
async function installBoth(tests) {
  const stop = new AbortController();
  const npm = step("npm packages", "installing", () => installPackages(stop.signal));
  const python = (async () => {
    const minor = tests ? testMinor : startMinor;
    await step("Python environment", "installing", () => makeEnvironment(minor, stop.signal));
    if (tests) await step("test packages", "installing", () => addTestPackages(stop.signal));
  })();
  try {
    await Promise.all([npm, python]);
  } catch (error) {
    stop.abort();
    await Promise.allSettled([npm, python]);
    throw error;
  }
}
