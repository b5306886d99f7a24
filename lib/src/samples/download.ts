import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TiterError } from "../errors.ts";
import { findPython } from "../functions/bridges/findPython.ts";
import { hashOf } from "./cache.ts";

/** A source archive of a Python package, as the package registry keeps it. */
export interface Archive {
  readonly package: string;
  readonly version: string;
  readonly sha256: string;
}

/**
 * Fetches an archive into an empty folder with pip, which refuses it by its hash before looking inside; gives its path.
 *
 * @throws `NO_PYTHON`, `NO_PIP`, `WRONG_HASH`, `DOWNLOAD_FAILED`.
 */
export async function downloadArchive(
  archive: Archive,
  folder: string,
  python: string = findPython(),
): Promise<string> {
  const requirements = join(folder, "requirements.txt");
  await writeFile(requirements, `${archive.package}==${archive.version} --hash=sha256:${archive.sha256}\n`);
  const options = ["--no-deps", "--no-binary", ":all:", "--require-hashes", "--retries", "1", "--timeout", "20"];
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  const args = ["-m", "pip", "download", ...quiet, ...options, "--dest", folder, "--requirement", requirements];
  const { status, errors } = await runPython(python, args);
  if (status !== 0) throw pipError(archive, python, errors);
  const name = (await readdir(folder)).find((entry) => entry.endsWith(".tar.gz"));
  if (name === undefined) throw pipError(archive, python, "pip left no archive");
  const path = join(folder, name);
  if ((await hashOf(path)) !== archive.sha256) throw wrongHash(archive);
  return path;
}

function runPython(python: string, args: readonly string[]): Promise<{ status: number | null; errors: string }> {
  return new Promise((done, fail) => {
    const child = spawn(python, args, { stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (data) => {
      errors = (errors + data).slice(-10_000);
    });
    child.on("close", (status) => done({ status, errors }));
    child.on("error", (cause) => {
      fail(
        new TiterError("NO_PYTHON", {
          what: `Python could not be started as "${python}"`,
          todo: "Install Python 3.10 or later, or set TITER_PYTHON to its path.",
          cause,
        }),
      );
    });
  });
}

function pipError(archive: Archive, python: string, errors: string): TiterError {
  if (errors.includes("No module named pip")) {
    const todo = "Install pip for it (package python3-pip), or set TITER_PYTHON to a Python that has it.";
    return new TiterError("NO_PIP", { what: `the Python "${python}" has no pip`, todo });
  }
  if (/do not match the hashes/i.test(errors)) return wrongHash(archive);
  const lines = errors.split("\n").filter((line) => /^ERROR/i.test(line.trim()));
  return new TiterError("DOWNLOAD_FAILED", {
    what: `${archive.package} ${archive.version} could not be fetched: ${lines.at(-1)?.trim() ?? errors.trim().slice(-300)}`,
    todo: "Check the network and the package registry that pip is set to, then try again; nothing was kept.",
  });
}

function wrongHash(archive: Archive): TiterError {
  return new TiterError("WRONG_HASH", {
    what: `the archive of ${archive.package} ${archive.version} is not the one that was expected (SHA-256 differs)`,
    todo: "Try again; if it stays, the registry gives another file: do not use it.",
  });
}
