import { rmSync } from "node:fs";
import { must } from "./command.js";
import { buildNative } from "./native.js";
import { inRoot, inTiter, root, venvPython } from "./paths.js";
import { digest, unlessDone } from "./stamp.js";

const tsc = inRoot("node_modules", "@typescript", "native", "bin", "tsc");

/**
 * Compiles some TypeScript projects (none: all); the compiler itself knows what is up to date.
 *
 * @param {readonly string[]} projects @param {AbortSignal} signal
 */
export async function compile(projects, signal) {
  await must("tsc", process.execPath, [tsc, "--build", ...projects], { signal });
  return true;
}

/** The pixel kernels in C++, into `lib/dist/native`. @param {AbortSignal} signal */
export function buildKernels(signal) {
  return buildNative({ python: venvPython, signal });
}

/** The prebuilt JupyterLab extension, into `.titer/share/jupyter/labextensions`. @param {AbortSignal} signal */
export function buildExtension(signal) {
  const ours = ["package.json", "dist", "style", "schema"].map((path) => inRoot("extension", path));
  const fromLib = ["protocol", "image", "components", "config", "results", "stream", "errors.js"].map((path) =>
    inRoot("lib", "dist", path),
  );
  const inputs = digest([inRoot("package-lock.json"), ...ours, ...fromLib], [root]);
  return unlessDone(inTiter("stamps", "labextension"), inputs, async () => {
    rmSync(inTiter("share", "jupyter", "labextensions"), { recursive: true, force: true });
    const builder = inRoot("node_modules", "@jupyter", "builder", "lib", "build-labextension.js");
    const core = inRoot("node_modules", "@jupyterlab", "core-meta", "core.package.json");
    const parameters = [builder, "--core-package-file", core, inRoot("extension")];
    await must("the extension's build", process.execPath, parameters, { signal });
  });
}

/** Lets Jupyter find the kernel in `.titer/share/jupyter/kernels`. */
export async function registerKernel() {
  const { writeKernelspec } = await import("../kernel/dist/kernelspec.js");
  const folder = inTiter("share", "jupyter", "kernels", "titer");
  await writeKernelspec(folder, { node: process.execPath, env: { TITER_PYTHON: venvPython } });
}
