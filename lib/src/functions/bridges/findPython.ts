import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The Python that Titer uses: TITER_PYTHON, else that of the environment of the project that the current folder or Titer itself
 * belongs to, else `python3`.
 */
export function findPython(): string {
  if (process.env.TITER_PYTHON) return process.env.TITER_PYTHON;
  const starts = [process.cwd(), dirname(fileURLToPath(import.meta.url))];
  return starts.map(environmentAbove).find((python) => python !== undefined) ?? "python3";
}

function environmentAbove(folder: string): string | undefined {
  const python = join(folder, ".titer", "venv", "bin", "python");
  if (existsSync(python)) return python;
  return folder === dirname(folder) ? undefined : environmentAbove(dirname(folder));
}
