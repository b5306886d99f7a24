/** Where things lie in the project; everything that set-up makes is below `.titer` or in `node_modules`. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** @param {string[]} parts */
export const inTiter = (...parts) => join(root, ".titer", ...parts);

const windows = process.platform === "win32";

/** The Python of the project's environment. */
export const venvPython = windows ? inTiter("venv", "Scripts", "python.exe") : inTiter("venv", "bin", "python");

/** The notebook that `npm start` opens. */
export const firstNotebook = "notebooks/01-first-plate.ipynb";
