import { readdirSync, readFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where in a cell a module is being named. */
export interface ImportPlace {
  /** Where the specifier begins, and what stands of it before the cursor. */
  readonly from: number;
  readonly typed: string;
}

const opening = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]*)$/;

/** The specifier that is being written at an offset, if one is. */
export function importAt(text: string, offset: number): ImportPlace | undefined {
  const typed = opening.exec(text.slice(0, offset))?.[2];
  return typed === undefined ? undefined : { from: offset - typed.length, typed };
}

/** What a cell can import: Titer and its subpaths, Node's modules, packages at hand, and files beside the notebook. */
export function importPaths(typed: string, folder: string): readonly string[] {
  const all =
    /^\.{0,2}\//.test(typed) || /^\.{1,2}$/.test(typed) ? localPaths(typed, folder) : moduleNames(typed, folder);
  return [...new Set(all)].filter((path) => path.startsWith(typed)).sort();
}

/** Folders and code files below the folder that is being written; TypeScript files with their extension, as Node wants it. */
function localPaths(typed: string, folder: string): string[] {
  const base = typed.slice(0, typed.lastIndexOf("/") + 1);
  if (base === "") return ["./", "../"];
  return entriesOf(resolve(folder, base)).flatMap(({ name, isFolder }) => {
    if (name.startsWith(".") || name === "node_modules") return [];
    if (isFolder) return [`${base}${name}/`];
    return /\.([cm]?[jt]s|json)$/.test(name) && !name.endsWith(".d.ts") ? [`${base}${name}`] : [];
  });
}

function moduleNames(typed: string, folder: string): string[] {
  const node = builtinModules
    .filter((name) => !name.startsWith("_"))
    .map((name) => `node:${name.replace(/^node:/, "")}`);
  const [scope, name] = typed.split("/");
  const inPackage = scope?.startsWith("@") ? name && `${scope}/${name}` : scope;
  const subpaths = inPackage && typed.includes("/", inPackage.length) ? exportsOf(inPackage, folder) : [];
  return [...exportsOf("titer", folder), ...node, ...packagesFrom(folder), ...subpaths];
}

/** The packages in the `node_modules` of a folder and of those around it. */
function packagesFrom(folder: string): string[] {
  const here = entriesOf(join(folder, "node_modules")).flatMap(({ name }) => {
    if (name.startsWith(".")) return [];
    if (!name.startsWith("@")) return [name];
    return entriesOf(join(folder, "node_modules", name)).map((inner) => `${name}/${inner.name}`);
  });
  const outer = dirname(folder);
  return outer === folder ? here : [...here, ...packagesFrom(outer)];
}

/** The specifiers by which a package's parts can be imported. */
function exportsOf(name: string, folder: string): string[] {
  const places = [folder, dirname(fileURLToPath(import.meta.url))].flatMap((from) => {
    return createRequire(join(from, "a.js")).resolve.paths(name) ?? [];
  });
  for (const place of places) {
    const { exports } = packageAt(join(place, name)) ?? {};
    if (typeof exports !== "object" || exports === null) continue;
    return Object.keys(exports)
      .filter((path) => path.startsWith(".") && !path.includes("*") && !path.endsWith(".json"))
      .map((path) => `${name}${path.slice(1)}`);
  }
  return [];
}

function packageAt(path: string): { readonly exports?: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { readonly exports?: unknown };
  } catch {
    return undefined; // not in this place
  }
}

function entriesOf(path: string): readonly { readonly name: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(path, { withFileTypes: true }).map((one) => ({ name: one.name, isFolder: one.isDirectory() }));
  } catch {
    return []; // no such folder: nothing to offer
  }
}
