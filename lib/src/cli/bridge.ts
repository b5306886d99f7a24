import { spawnSync } from "node:child_process";
import { closestName, TiterError } from "../errors.ts";
import { bridgeLibraries, findPython, libraryOf, readCatalogue } from "../functions/bridges/index.ts";
import { parseCommand, usageError } from "./command.ts";

const usage = "titer bridge [--json] | titer bridge add LIBRARY";

/** Package names where they differ from the library's. */
const packages: Readonly<Record<string, string>> = { skimage: "scikit-image" };

/** `titer bridge`: which Python libraries can be used, and what the catalogue knows of them; `add` installs one. */
export async function bridge(args: readonly string[]): Promise<number> {
  const options = { json: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseCommand(args, options, usage, 2);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [verb, library] = positionals;
  if (verb === undefined) return list(values.json === true);
  if (verb !== "add" || library === undefined) throw usageError(`"${positionals.join(" ")}" is no command`, usage);
  return add(library);
}

function list(json: boolean): number {
  const { libraries, functions } = readCatalogue();
  const rows = bridgeLibraries.map((library) => {
    const known = functions.filter((entry) => libraryOf(entry) === library);
    return {
      library,
      verified: libraries[library]?.version ?? null,
      installed: installedVersion(library),
      callable: known.filter((entry) => entry.callable).length,
      nonTrivial: known.filter((entry) => entry.nonTrivial).length,
      deterministic: known.filter((entry) => entry.deterministic).length,
      agreed: known.filter((entry) => entry.agreed !== null).length,
    };
  });
  if (json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  process.stdout.write(`Python: ${findPython()}\n`);
  for (const { library, verified, installed, callable, nonTrivial, deterministic, agreed } of rows) {
    const state = installed === null ? "not installed" : `installed ${installed}`;
    process.stdout.write(
      `${library.padEnd(10)} ${state.padEnd(18)} ${callable} callable, ${nonTrivial} non-trivial, ${deterministic} deterministic, ${agreed} agreeing (verified with ${verified})\n`,
    );
  }
  return 0;
}

function installedVersion(library: string): string | null {
  const script = `import importlib.metadata as m; print(m.version(${JSON.stringify(packages[library] ?? library)}))`;
  const { status, stdout } = spawnSync(findPython(), ["-E", "-s", "-c", script], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** Installs the version that the catalogue was verified with. */
function add(library: string): number {
  const version = readCatalogue().libraries[library]?.version;
  if (version === undefined) {
    const near = closestName(library, bridgeLibraries);
    throw new TiterError("UNKNOWN_LIBRARY", {
      what: `the bridge knows no library "${library}"`,
      todo: `${near ? `Did you mean "${near}"? ` : ""}The libraries are: ${bridgeLibraries.join(", ")}.`,
    });
  }
  const wanted = `${packages[library] ?? library}==${version}`;
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", wanted];
  const { status, error } = spawnSync(findPython(), pip, { stdio: ["ignore", "inherit", "inherit"] });
  if (status === 0) return 0;
  throw new TiterError("INSTALL_FAILED", {
    what: `${wanted} could not be installed for ${findPython()}${error ? `: ${error.message}` : ""}`,
    todo: "See pip's message above; set TITER_PYTHON to use another Python.",
  });
}
