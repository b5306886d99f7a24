import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { executeNotebook } from "./execute.js";
import { lookForPort, openLab } from "./lab.js";
import { prepare } from "./prepare.js";
import { Problem } from "./problem.js";

const help = `npm start -- [OPTIONS]
  Sets Titer up where needed and opens JupyterLab on the first notebook.

  --no-browser         do not open a browser; the address is printed
  --port N             the port of JupyterLab (default: 8888 or the next free one)
  --execute NOTEBOOK   run a notebook without JupyterLab; the exit status says whether every cell was fine
  --output FILE        where the executed notebook goes (default: .titer/executed/<name>.ipynb)
  --setup-only         set up, then stop
  --help               this text`;

const options = /** @type {const} */ ({
  "no-browser": { type: "boolean" },
  port: { type: "string" },
  execute: { type: "string" },
  output: { type: "string" },
  "setup-only": { type: "boolean" },
  help: { type: "boolean" },
});

/** @param {string[]} parameters @returns {Promise<number>} The exit status. */
export async function start(parameters) {
  const given = readOptions(parameters);
  if (given.help) {
    console.log(help);
    return 0;
  }
  if (given.output !== undefined && given.execute === undefined) {
    throw new Problem("--output goes with --execute: give a notebook to run.");
  }
  const notebook = given.execute === undefined ? undefined : existingNotebook(given.execute);
  const port = given.port === undefined ? undefined : await lookForPort(given.port);
  await prepare({ tests: false });
  if (given["setup-only"]) return 0;
  if (notebook) return executeNotebook(notebook, given.output);
  return openLab({ port, browser: !given["no-browser"] });
}

/** @param {string[]} parameters */
function readOptions(parameters) {
  try {
    return parseArgs({ args: parameters, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const said = error.message.split(/[.,]? (?:To specify|Did you)/)[0];
    throw new Problem(
      `${said}. Known: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(", ")}.`,
    );
  }
}

/** npm starts its scripts in the project, but the user may have typed a path from elsewhere. @param {string} given */
function existingNotebook(given) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(path)) throw new Problem(`No notebook at ${path}: check the path after --execute.`);
  return path;
}
