import { basename, resolve } from "node:path";
import { run } from "./command.js";
import { jupyterEnvironment } from "./jupyter.js";
import { inRoot, inTiter, venvPython } from "./paths.js";

/**
 * Runs a notebook through the Titer kernel, without JupyterLab; prints each cell's status and writes the executed notebook.
 *
 * @param {string} notebook Absolute path.
 * @param {string} [output] Default: `.titer/executed/<name>.ipynb`.
 * @returns {Promise<number>} 0 when every cell was fine.
 */
export async function executeNotebook(notebook, output) {
  const target = output
    ? resolve(process.env.INIT_CWD ?? process.cwd(), output)
    : inTiter("executed", basename(notebook));
  const parameters = [inRoot("setup", "execute.py"), notebook, target];
  const ignoreInterrupt = () => {}; // Ctrl-C reaches the runner too; it shuts its kernel down and then ends.
  process.on("SIGINT", ignoreInterrupt);
  try {
    return (await run(venvPython, parameters, { env: jupyterEnvironment(), show: true })).status;
  } finally {
    process.off("SIGINT", ignoreInterrupt);
  }
}
