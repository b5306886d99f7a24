import { delimiter } from "node:path";
import { inTiter, venvPython } from "./paths.js";

/**
 * The environment in which Jupyter and its kernels run: everything they keep is below `.titer`, so neither the user's own
 * Jupyter nor this one sees the other's settings.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment() {
  const { JUPYTER_PATH, TITER_HOME } = process.env;
  return {
    ...process.env,
    JUPYTER_PATH: [inTiter("share", "jupyter"), ...(JUPYTER_PATH ? [JUPYTER_PATH] : [])].join(delimiter),
    JUPYTER_CONFIG_DIR: inTiter("jupyter", "config"),
    JUPYTER_DATA_DIR: inTiter("jupyter", "data"),
    JUPYTER_RUNTIME_DIR: inTiter("jupyter", "runtime"),
    JUPYTERLAB_SETTINGS_DIR: inTiter("jupyter", "settings"),
    JUPYTERLAB_WORKSPACES_DIR: inTiter("jupyter", "workspaces"),
    TITER_HOME: TITER_HOME ?? inTiter("home"),
    TITER_PYTHON: venvPython,
  };
}
