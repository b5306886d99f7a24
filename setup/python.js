import { rmSync } from "node:fs";
import { must, run } from "./command.js";
import { inRoot, inTiter, venvPython } from "./paths.js";
import { Problem } from "./problem.js";
import { digest, unlessDone } from "./stamp.js";

/** Least minor version of Python 3, which JupyterLab needs. */
const leastMinor = 10;

const probe = `
import json, sys
def has(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False
print(json.dumps({"version": list(sys.version_info[:3]), "path": sys.executable, "venv": has("venv"), "pip": has("ensurepip")}))
`;

/** @typedef {{ version: [number, number, number], path: string, venv: boolean, pip: boolean }} Python */

/**
 * The first Python that is new enough and can make environments: the one named by PYTHON, or else one on the PATH.
 *
 * @param {number} minor 10 for Python >= 3.10.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} Its path.
 * @throws {Problem}
 */
export async function findPython(minor, env = process.env) {
  const names = env.PYTHON ? [env.PYTHON] : ["python3", "python", ...[14, 13, 12, 11, 10].map((n) => `python3.${n}`)];
  /** @type {Python[]} */
  const found = [];
  for (const name of names) {
    const python = await ask(name, env);
    if (!python) continue;
    if (python.version[1] >= minor && python.venv && python.pip) return python.path;
    found.push(python);
  }
  throw new Problem(whyNone(minor, found, env.PYTHON));
}

/** @param {string} name @param {NodeJS.ProcessEnv} env @returns {Promise<Python | undefined>} */
async function ask(name, env) {
  try {
    const { status, output } = await run(name, ["-c", probe], { env });
    return status === 0 ? JSON.parse(output) : undefined;
  } catch {
    return undefined; // Not on the PATH, or something else that only has the name.
  }
}

/** @param {number} minor @param {Python[]} found @param {string | undefined} named */
function whyNone(minor, found, named) {
  const again = `and run the command again${named ? " (PYTHON names the one to use)" : ""}.`;
  const young = found.find((python) => python.version[1] >= minor);
  if (young) {
    const missing = [...(young.venv ? [] : ["venv"]), ...(young.pip ? [] : ["pip (ensurepip)"])].join(" and ");
    return `Python ${young.version.join(".")} at ${young.path} has no ${missing}: install it (Debian, Ubuntu: apt-get install python3-venv) ${again}`;
  }
  const old = found[0];
  if (old) {
    return `Python ${old.version.join(".")} at ${old.path} is too old: install Python 3.${minor} or newer ${again}`;
  }
  return `No Python found${named ? ` at ${named}` : ""}: install Python 3.${minor} or newer ${again}`;
}

/**
 * The project's environment with JupyterLab and the compiler for the native kernels.
 *
 * @param {AbortSignal} signal
 */
export function makeEnvironment(signal) {
  const requirements = inRoot("setup", "requirements.txt");
  const inputs = digest([requirements], [venvPython]);
  return unlessDone(inTiter("venv", "titer.stamp"), inputs, async () => {
    const python = await findPython(leastMinor);
    rmSync(inTiter("venv"), { recursive: true, force: true });
    await must("python -m venv", python, ["-m", "venv", inTiter("venv")], { signal });
    await pip(requirements, signal);
  });
}

/** What the tests need besides, in the same environment. @param {AbortSignal} signal */
export function addTestPackages(signal) {
  const requirements = inRoot("test", "requirements.txt");
  const inputs = digest([requirements, inRoot("setup", "requirements.txt")]);
  return unlessDone(inTiter("venv", "titer-test.stamp"), inputs, () => pip(requirements, signal));
}

/** @param {string} requirements @param {AbortSignal} signal */
async function pip(requirements, signal) {
  const options = ["--disable-pip-version-check", "--no-input", "--quiet"];
  await must("pip", venvPython, ["-m", "pip", "install", ...options, "-r", requirements], { signal, network: true });
}
