/** `node setup/checkImports.js [ROOT]`: fails when an import goes against the direction in `importRules.js`. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { packages } from "./importRules.js";
import { root as project } from "./paths.js";

/** @typedef {import("./importRules.js").Rooms} Rooms */
/** @typedef {import("./importRules.js").PackageRules} PackageRules */

/** Every refused import of the project in `root`, one sentence each. @param {string} root */
export function refusedImports(root) {
  return Object.entries(packages).flatMap(([name, rules]) => {
    const source = join(root, rules.source);
    return sourceFiles(source).flatMap((file) =>
      importsOf(join(source, file)).flatMap((target) => {
        const reason = target.startsWith(".")
          ? refuseRelative(rules, file, target)
          : refusePackage(name, rules, target);
        return reason ? [`${rules.source}/${file} imports "${target}": ${reason}`] : [];
      }),
    );
  });
}

/** @param {string} folder */
function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(sep).join("/"))
    .filter((file) => /\.tsx?$/.test(file));
}

/** Static, re-exported, dynamic and type imports alike. @param {string} path */
function importsOf(path) {
  return ts.preProcessFile(readFileSync(path, "utf8"), true, true).importedFiles.map((found) => found.fileName);
}

/** @param {PackageRules} rules @param {string} file @param {string} target */
function refuseRelative(rules, file, target) {
  const imported = posix.normalize(posix.join(posix.dirname(file), target));
  if (imported.startsWith("..")) return "it leaves the package; import the package by its name.";
  if (!rules.rooms) return undefined;
  const from = roomOf(rules.rooms, file);
  const to = roomOf(rules.rooms, imported);
  if (!from) return `${file} lies in no room; add its room to setup/importRules.js.`;
  if (!to) return `${imported} lies in no room; add its room to setup/importRules.js.`;
  const allowed = rules.rooms[from] ?? [];
  if (from === to || allowed.includes(to)) return undefined;
  return `the room "${from}" may import only ${allowed.join(", ") || "nothing"}, not "${to}".`;
}

/** @param {Rooms} rooms @param {string} file */
function roomOf(rooms, file) {
  const path = file.replace(/\.tsx?$/, "");
  return Object.keys(rooms)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** @param {string} name @param {PackageRules} rules @param {string} target */
function refusePackage(name, rules, target) {
  if (target.startsWith("#")) return "the # names are for tests.";
  const ours = /^(titer|@titer\/[^/]+)(\/|$)/.test(target);
  if (!ours || rules.entryPoints.includes(target)) return undefined;
  return `${name} may import only ${rules.entryPoints.join(", ") || "its own files, by relative paths"}.`;
}

function main() {
  const refused = refusedImports(resolve(process.argv[2] ?? project));
  for (const line of refused) console.error(line);
  if (refused.length > 0) {
    console.error(`${refused.length} refused; the directions are in setup/importRules.js.`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
