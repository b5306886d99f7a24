import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

const manifestName = "manifest.json";

/** Notes the hashes of all files of a folder in its manifest. */
export async function writeManifest(folder: string): Promise<void> {
  await writeFile(join(folder, manifestName), `${JSON.stringify(await hashesOf(folder), null, 2)}\n`);
}

/** Whether a folder is exactly what its manifest says; false when there is none. */
export async function matchesManifest(folder: string): Promise<boolean> {
  const noted = await readFile(join(folder, manifestName), "utf8").catch(() => undefined);
  return noted !== undefined && noted === `${JSON.stringify(await hashesOf(folder), null, 2)}\n`;
}

/** SHA-256 of a file in hex. */
export async function hashOf(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

async function hashesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = paths.map((path) => relative(folder, path)).filter((name) => name !== manifestName);
  const hashes: Record<string, string> = {};
  for (const name of names.sort()) hashes[name] = await hashOf(join(folder, name));
  return hashes;
}
