import { rmSync } from "node:fs";
import { must } from "./command.js";
import { inRoot, inTiter, root, venvPython } from "./paths.js";
import { digest, unlessDone } from "./stamp.js";

const tsc = inRoot("node_modules", "@typescript", "native", "bin", "tsc");

/** Compiles some TypeScript projects; the compiler itself knows what is up to date. @param {readonly string[]} projects */
export async function compile(projects) {
  await must("tsc", process.execPath, [tsc, "--build", ...projects]);
  return true;
}

/** The prebuilt JupyterLab extension, into `.titer/share/jupyter/labextensions`. */
export function buildExtension() {
  const sources = ["extension/package.json", "extension/dist", "extension/style", "extension/schema", "lib/dist"];
  const inputs = digest([inRoot("package-lock.json"), ...sources.map((path) => inRoot(path))], [root]);
  return unlessDone(inTiter("stamps", "labextension"), inputs, async () => {
    rmSync(inTiter("share", "jupyter", "labextensions"), { recursive: true, force: true });
    await must("the extension's build", process.execPath, [
      inRoot("node_modules", "@jupyter", "builder", "lib", "build-labextension.js"),
      "--core-package-file",
      inRoot("node_modules", "@jupyterlab", "core-meta", "core.package.json"),
      inRoot("extension"),
    ]);
  });
}

/** Lets Jupyter find the kernel in `.titer/share/jupyter/kernels`. */
export async function registerKernel() {
  const { writeKernelspec } = await import("../kernel/dist/kernelspec.js");
  const folder = inTiter("share", "jupyter", "kernels", "titer");
  await writeKernelspec(folder, { node: process.execPath, env: { TITER_PYTHON: venvPython } });
}
